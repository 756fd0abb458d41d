import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import { createVisitor } from '../harness/visitor.ts';

let portal: PortalWorld;

beforeAll(async () => {
  portal = await startPortal();
});

afterAll(async () => {
  await portal.close();
});

const PASSWORD = 'violet harbour tractor nineteen';

function linkIn(text: string, kind: string): string {
  return text.match(new RegExp(`/${kind}/[\\w-]+`))?.[0] ?? '';
}

test('from the link in the mail to an account, out of it and in again', async () => {
  const { invite, workspaceId } = await portal.createWorkspace();
  await invite('jane@guest.example', { firstName: 'Jane', message: 'Welcome!' });
  const invitationMail = (await portal.deliverMails()).find((mail) => mail.category === 'invitation');
  const visitor = createVisitor(portal.url);

  const invitation = await visitor.open(linkIn(invitationMail?.text ?? '', 'invitation'));
  expect(invitation.status).toBe(200);
  for (const words of ['Northwind', 'Olivia Stone', 'Member', 'create and edit assets', 'Welcome!']) {
    expect(invitation.text).toContain(words);
  }
  expect(invitation.field('Email Address').getAttribute('value')).toBe('jane@guest.example');
  expect(invitation.field('First Name').getAttribute('value')).toBe('Jane');

  const sent = await visitor.press(invitation, 'Accept Invitation', {
    'Last Name': 'Doe',
    Password: PASSWORD,
  });
  if (sent.title !== 'Check your mail') throw new Error(sent.status + sent.html.slice(900));
  expect(sent.text).toContain('jane@guest.example');
  const again = await visitor.press(sent, 'Send It Again');
  expect(again.text).toContain('We sent it again.');

  const mails = await portal.deliverMails();
  expect(mails.map(({ to, category }) => [to.email, category])).toEqual([
    ['jane@guest.example', 'verification'],
    ['jane@guest.example', 'verification'],
  ]);
  const verify = await visitor.open(linkIn(mails[0]?.text ?? '', 'verify'));
  const account = await visitor.press(verify, 'Verify Email Address');
  expect(account.at).toBe('/account');
  expect(account.text).toContain('Welcome, Jane Doe');
  expect(account.text).toContain('Your role is Member');
  expect(await portal.jobs('announce-acceptances')).toHaveLength(2);

  const user = await portal.db.user.findFirst({ where: { workspaceId, email: 'jane@guest.example' } });
  expect(user).toMatchObject({ status: 'ACTIVE', firstName: 'Jane', lastName: 'Doe', roleKind: 'MEMBER' });

  const out = await visitor.press(account, 'Sign Out');
  expect(out.text).toContain('You are signed out.');
  expect((await visitor.open('/account')).at).toBe('/sign-in');
  const back = await visitor.press(out, 'Sign In', {
    'Email Address': 'Jane@Guest.example ',
    Password: PASSWORD,
  });
  expect(back.at).toBe('/account');

  const secondUse = await visitor.open(linkIn(mails[1]?.text ?? '', 'verify'));
  expect(secondUse.at).toBe('/account');
  expect(await portal.jobs('announce-acceptances')).toHaveLength(2);
  expect(portal.logged).toEqual([]);
});
