import { Field, type FormProblem, ProblemSummary, ReadOnlyField } from './form-parts.tsx';
import { Layout, type PageFrame } from './layout.tsx';

export interface InvitationPageProps extends PageFrame {
  workspaceName: string;
  inviterName: string;
  roleName: string;
  /** What the role may do, as the end of a sentence; empty: nothing. */
  abilities: string;
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

export function InvitationPage(page: InvitationPageProps) {
  const { workspaceName, inviterName, roleName, problem, productName } = page;
  return (
    <Layout
      productName={productName}
      title={`${problem ? 'Please check: ' : ''}Invitation to ${workspaceName}`}
    >
      <h1>Join {workspaceName}</h1>
      <p className="lead">
        <strong>{inviterName}</strong> invited you to {productName}.
      </p>
      {page.message !== '' && <blockquote>{page.message}</blockquote>}
      <dl>
        <div>
          <dt>Organization</dt>
          <dd>{workspaceName}</dd>
        </div>
        <div>
          <dt>Your role</dt>
          <dd>
            {roleName}
            {page.abilities && <span className="may-line">You can {page.abilities}.</span>}
          </dd>
        </div>
        {page.accessUntil !== null && (
          <div>
            <dt>Your access lasts until</dt>
            <dd>{page.accessUntil}</dd>
          </div>
        )}
        <div>
          <dt>Open until</dt>
          <dd>{page.endsAt}</dd>
        </div>
      </dl>
      <form method="post">
        <ProblemSummary problem={problem} />
        <ReadOnlyField id="address" label="Email Address" value={page.email} />
        <div className="pair">
          <Field
            name="firstName"
            label="First Name"
            value={page.firstName}
            autoComplete="given-name"
            maxLength={100}
            required
            problem={problem}
          />
          <Field
            name="lastName"
            label="Last Name"
            value={page.lastName}
            autoComplete="family-name"
            maxLength={100}
            problem={problem}
          />
        </div>
        <Field
          name="password"
          label="Password"
          type="password"
          hint={
            page.hasAccount
              ? `You have a ${productName} account already. Enter its password to join with it.`
              : `At least ${page.passwordMinLength} characters. Several words that do not belong together are best.`
          }
          autoComplete={page.hasAccount ? 'current-password' : 'new-password'}
          required
          problem={problem}
        />
        <button type="submit">Accept Invitation</button>
        {page.hasAccount && (
          <p className="under">
            <a href="/forgot-password">Forgot your password?</a>
          </p>
        )}
      </form>
    </Layout>
  );
}
