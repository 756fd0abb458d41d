import type { OpenSession } from '../../identities/open-sessions.ts';
import type { Account } from '../../users/find-account.ts';
import { type FramedPage, Layout } from './layout.tsx';
import { OwnershipPart } from './ownership-part.tsx';
import { PermissionList } from './permission-list.tsx';
import { SessionsPart } from './sessions-part.tsx';

export interface AccountPageProps extends FramedPage, Account {
  /** Signed in for the first time: there is something to welcome to. */
  isFirst: boolean;
  note?: string | undefined;
  sessions: OpenSession[];
  /** The session that sees the page. */
  currentId: string | undefined;
}

export function AccountPage(props: AccountPageProps) {
  const { frame, name, email, workspaces, hasSecondFactor, isFirst, note, sessions, currentId } = props;
  const { account, buttons, secondFactor } = frame.words;
  const admins = [...new Set(workspaces.flatMap((workspace) => workspace.admins))].slice(0, 3);
  return (
    <Layout frame={frame} title={account.title} wide>
      <h1>{isFirst ? account.welcome(name) : name}</h1>
      {note && (
        <div className="note" role="status">
          <p>{note}</p>
        </div>
      )}
      <p className="lead">{isFirst ? account.active(email) : account.signedInAs(email)}</p>
      {isFirst && (
        <section aria-labelledby="first-steps">
          <h2 id="first-steps">{account.firstSteps}</h2>
          <ol className="steps">
            <li>
              <strong>{account.checkProfile}</strong>
              {account.isNameRight({ hasAdmins: admins.length > 0 })}
            </li>
            <li>
              <strong>{account.reviewRole}</strong>
              {account.listedBelow}
            </li>
            <li>
              <strong>{account.askIfUnclear}</strong>
              {account.whoHelps(admins)}
            </li>
          </ol>
        </section>
      )}
      <h2>{account.workspaces(workspaces.length)}</h2>
      {workspaces.map((workspace) => (
        <section className="workspace" key={workspace.id} aria-label={workspace.name}>
          <h3>{workspace.name}</h3>
          <p className="soft">{account.roleIs(workspace)}</p>
          <PermissionList permissions={account.permissions(workspace.permissions)} />
          <OwnershipPart words={frame.words.ownership} {...workspace} />
        </section>
      ))}
      <h2>{secondFactor.account.heading}</h2>
      <p>{hasSecondFactor ? secondFactor.account.on : secondFactor.account.recommended}</p>
      <p className="next">
        <a className={hasSecondFactor ? 'button quiet' : 'button'} href="/account/second-factor">
          {hasSecondFactor ? secondFactor.account.change : secondFactor.account.setUp}
        </a>
      </p>
      <SessionsPart words={account.sessions} sessions={sessions} currentId={currentId} />
      <form method="post" action="/sign-out">
        <button type="submit" className="quiet">
          {buttons.signOut}
        </button>
      </form>
    </Layout>
  );
}
