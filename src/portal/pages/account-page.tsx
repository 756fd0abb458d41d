import type { Account } from '../../users/find-account.ts';
import { calendarDay } from '../../utc-date.ts';
import { Layout, type PageFrame } from './layout.tsx';
import { OwnershipPart } from './ownership-part.tsx';
import { PermissionList } from './permission-list.tsx';

const anyOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export interface AccountPageProps extends PageFrame, Account {
  /** Signed in for the first time: there is something to welcome to. */
  isFirst: boolean;
  note?: string | undefined;
}

export function AccountPage({ productName, name, email, workspaces, isFirst, note }: AccountPageProps) {
  const admins = [...new Set(workspaces.flatMap((workspace) => workspace.admins))].slice(0, 3);
  return (
    <Layout productName={productName} title="Your account" wide>
      <h1>{isFirst ? `Welcome, ${name}` : name}</h1>
      {note && (
        <div className="note" role="status">
          <p>{note}</p>
        </div>
      )}
      <p className="lead">
        {isFirst ? 'Your address is verified and your account is active: ' : 'Signed in as '}
        <strong>{email}</strong>.
      </p>
      {isFirst && (
        <section aria-labelledby="first-steps">
          <h2 id="first-steps">First steps</h2>
          <ol className="steps">
            <li>
              <strong>Check your profile</strong>
              Is your name right? {admins.length > 0 ? 'An admin can change it for you.' : ''}
            </li>
            <li>
              <strong>Review your role and permissions</strong>
              They are listed below.
            </li>
            <li>
              <strong>Ask if anything is unclear</strong>
              {admins.length > 0
                ? `${anyOf.format(admins)} can help.`
                : 'You are the admin: others will ask you.'}
            </li>
          </ol>
        </section>
      )}
      <h2>{workspaces.length === 1 ? 'Your workspace' : 'Your workspaces'}</h2>
      {workspaces.map((workspace) => (
        <section className="workspace" key={workspace.id} aria-label={workspace.name}>
          <h3>{workspace.name}</h3>
          <p className="soft">
            Your role is {workspace.roleName}
            {workspace.accessUntil && `, with access until ${calendarDay(workspace.accessUntil)}`}
            {workspace.admins.length > 0 && `. Questions? Ask ${anyOf.format(workspace.admins)}`}.
          </p>
          <PermissionList permissions={workspace.permissions} />
          <OwnershipPart {...workspace} />
        </section>
      ))}
      <form method="post" action="/sign-out">
        <button type="submit" className="quiet">
          Sign Out
        </button>
      </form>
    </Layout>
  );
}
