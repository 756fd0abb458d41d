import { type Authenticator, authenticatorOf, backupCodesOn } from './authenticator.ts';
import type { PortalWorld } from './portal-server.ts';
import { createVisitor, type Visitor } from './visitor.ts';
import type { TestWorkspace } from './world.ts';

export const PASSWORD = 'violet harbour tractor nineteen';
export const HOME = '/account/second-factor';

export interface Protected {
  person: Visitor;
  app: Authenticator;
  codes: string[];
}

/** What people with and without a second factor do on the pages, each from an address of their own. */
export function secondFactorPeople(portal: PortalWorld, workspace: TestWorkspace) {
  let count = 0;
  const visitor = () => {
    count += 1;
    return createVisitor(portal.url, `198.51.100.${count}`);
  };
  const mailedLink = async (kind: 'verify' | 'password') => {
    const mails = await portal.deliverMails();
    return mails.flatMap(({ text }) => text.match(new RegExp(`/${kind}/[\\w-]+`)) ?? []).at(-1) ?? '';
  };
  const member = async (email: string, role = 'Member') => {
    const { token } = await workspace.invite(email, { role });
    const person = visitor();
    await person.post(`/invitation/${token}`, { firstName: 'Jane', lastName: 'Doe', password: PASSWORD });
    await person.press(await person.open(await mailedLink('verify')), 'Verify Email Address');
    return person;
  };
  return {
    visitor,
    mailedLink,
    member,
    /** Somebody with a second factor, who is signed in. */
    protectedMember: async (email: string, role = 'Member'): Promise<Protected> => {
      const person = await member(email, role);
      const connect = await person.press(await person.open(HOME), 'Set Up Second Factor', {
        Password: PASSWORD,
      });
      const app = authenticatorOf(connect);
      const done = await person.press(connect, 'Confirm Code', { Code: await app.code() });
      return { person, app, codes: backupCodesOn(done) };
    },
    enterPassword: async (email: string, person = visitor(), password = PASSWORD) => {
      const page = await person.press(await person.open('/sign-in'), 'Sign In', {
        'Email Address': email,
        Password: password,
      });
      return { person, page };
    },
    recorded: async (email: string, workspaceId = workspace.workspaceId) => {
      const { id } = await portal.db.user.findFirstOrThrow({ where: { email, workspaceId } });
      const entries = await portal.db.activity.findMany({
        where: { subjectId: id },
        orderBy: { id: 'asc' },
      });
      return entries.map(({ action }) => action);
    },
  };
}
