import type { Permission } from '../../generated/prisma/client.ts';
import { Field, type FormProblem, ProblemSummary, ReadOnlyField } from './form-parts.tsx';
import { type FramedPage, Layout } from './layout.tsx';

export interface InvitationPageProps extends FramedPage {
  workspaceName: string;
  inviterName: string;
  roleName: string;
  /** What the role may do. */
  permissions: Permission[];
  /** As typed by the inviter; empty: none. */
  message: string;
  email: string;
  /** "Monday, 30 November 2026, 14:05 (UTC)" */
  endsAt: string;
  /** "30 November 2026", the last day of the access; null: it does not end. */
  accessUntil: string | null;
  firstName: string;
  lastName: string;
  /** The address is a user of another workspace: the password is that account's. */
  hasAccount: boolean;
  passwordMinLength: number;
  problem?: FormProblem | undefined;
}

export function InvitationPage({ frame, ...page }: InvitationPageProps) {
  const { workspaceName, permissions, problem } = page;
  const { words, productName } = frame;
  const { invitation, fields } = words;
  const title = invitation.title(workspaceName);
  return (
    <Layout frame={frame} title={problem ? words.pleaseCheck(title) : title}>
      <h1>{invitation.heading(workspaceName)}</h1>
      <p className="lead">{invitation.invitedBy({ inviterName: page.inviterName, productName })}</p>
      {page.message !== '' && <blockquote>{page.message}</blockquote>}
      <dl>
        <div>
          <dt>{invitation.organization}</dt>
          <dd>{workspaceName}</dd>
        </div>
        <div>
          <dt>{invitation.role}</dt>
          <dd>
            {page.roleName}
            {permissions.length > 0 && <span className="may-line">{invitation.youCan(permissions)}</span>}
          </dd>
        </div>
        {page.accessUntil !== null && (
          <div>
            <dt>{invitation.accessUntil}</dt>
            <dd>{page.accessUntil}</dd>
          </div>
        )}
        <div>
          <dt>{invitation.openUntil}</dt>
          <dd>{page.endsAt}</dd>
        </div>
      </dl>
      <form method="post">
        <ProblemSummary problem={problem} />
        <ReadOnlyField id="address" label={fields.email} value={page.email} />
        <div className="pair">
          <Field
            name="firstName"
            label={fields.firstName}
            value={page.firstName}
            autoComplete="given-name"
            maxLength={100}
            required
            problem={problem}
          />
          <Field
            name="lastName"
            label={fields.lastName}
            value={page.lastName}
            autoComplete="family-name"
            maxLength={100}
            problem={problem}
          />
        </div>
        <Field
          name="password"
          label={fields.password}
          type="password"
          hint={
            page.hasAccount
              ? invitation.knownPasswordHint(productName)
              : words.newPasswordHint(page.passwordMinLength)
          }
          autoComplete={page.hasAccount ? 'current-password' : 'new-password'}
          required
          problem={problem}
        />
        <button type="submit">{words.buttons.accept}</button>
        {page.hasAccount && (
          <p className="under">
            <a href="/forgot-password">{words.forgotYourPassword}</a>
          </p>
        )}
      </form>
    </Layout>
  );
}
