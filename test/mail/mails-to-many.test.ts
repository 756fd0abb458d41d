import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ImportRef } from '../../src/imports/known-rows.ts';
import { invitationLink } from '../../src/invitations/invitation-link.ts';
import { mailImport } from '../../src/jobs/mail-import.ts';
import { createSendGrid } from '../../src/mail/sendgrid.ts';
import type { SendMail } from '../../src/mail/transport.ts';
import { importPeople } from '../harness/import-people.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let sendGrid: SendGridStandIn;
let sendMail: SendMail;
let world: World;
let workspace: TestWorkspace;

beforeEach(async () => {
  sendGrid = await startSendGrid();
  const settings = { apiKey: 'SG.test', baseUrl: sendGrid.url, followOpens: false };
  sendMail = createSendGrid({ ...settings, from: { email: 'mail@fluxera.example' } });
  world = await createWorld();
  workspace = await world.createWorkspace();
});

afterEach(async () => {
  await world.close();
  await sendGrid.close();
});

/** A list with a header; everybody is called by their number. */
function people(count: number): string[][] {
  const rows = Array.from({ length: count }, (_, n) => [`person${n}@guest.example`, `Person ${n}`]);
  return [['Email', 'First Name'], ...rows];
}

/** What the queue does with an import: the next batch, until there is none. */
async function mailAll(ref: ImportRef): Promise<void> {
  const isSending = async () =>
    (await world.db.bulkImport.findFirstOrThrow({ where: { id: ref.importId } })).status === 'SENDING';
  while (await isSending()) await mailOnce(ref);
}

function mailOnce(ref: ImportRef): Promise<void> {
  return mailImport({ deps: world.deps, sendMail }, ref);
}

/** How many mails each address got: of people who got one, nothing is said. */
function notOnce(emails: string[]): [string, number][] {
  const times = new Map<string, number>(emails.map((email) => [email, 0]));
  for (const { personalizations } of sendGrid.sent) {
    for (const { to } of personalizations) {
      for (const { email } of to) times.set(email, (times.get(email) ?? 0) + 1);
    }
  }
  return [...times].filter(([, count]) => count !== 1);
}

async function deliveries(): Promise<Record<string, number>> {
  const rows = await world.db.invitation.groupBy({ by: ['delivery'], _count: true });
  return Object.fromEntries(rows.map(({ delivery, _count }) => [delivery, _count]));
}

const emailsOf = ([, ...rows]: string[][]) => rows.map(([email = '']) => email);

test('a thousand people go in one request, and each gets a greeting, an address and a link of their own', async () => {
  const list = people(1000);
  list[7] = ['obrien@guest.example', `Máire "O'Brien" <b>&amp;`];
  list[8] = ['nameless@guest.example', ''];
  await mailAll(await importPeople(world, workspace, list));
  expect(sendGrid.requests).toEqual([1000]);
  expect(notOnce(emailsOf(list))).toEqual([]);
  const invitations = await world.db.invitation.findMany();
  expect(invitations).toHaveLength(1000);
  for (const invitation of invitations) {
    const { email, firstName } = invitation;
    const [mail] = sendGrid.received(email);
    const greeting = firstName ? `Hello ${firstName},` : 'Hello,';
    const link = invitationLink(world.deps, invitation);
    expect(mail?.text).toContain(`\n${greeting}\n`);
    expect(mail?.text).toContain(link);
    expect(mail?.text).toContain(`entered ${email} in Fluxera.`);
    expect(mail?.html).toContain(link);
    expect(mail?.html.match(/\/invitation\/[\w-]+/g)?.every((part) => link.endsWith(part))).toBe(true);
    for (const body of [mail?.text, mail?.html])
      expect(body).not.toMatch(/-(html|text)-(greeting|email|url)-/);
    const args = { workspace_id: workspace.workspaceId, invitation_id: invitation.id, version: '1' };
    expect(mail?.customArgs).toEqual(args);
  }
  const [obrien] = sendGrid.received('obrien@guest.example');
  expect(obrien?.text).toContain(`Hello Máire "O'Brien" <b>&amp;,`);
  expect(obrien?.html).toContain('Hello Máire &quot;O&#39;Brien&quot; &lt;b&gt;&amp;amp;,');
  expect(await deliveries()).toEqual({ SENT: 1000 });
}, 60_000);

test('what somebody typed is never taken for the place of a name or a link', async () => {
  const typed =
    '-html-url- -text-greeting- {{url}} <%email%> -html-url-00000000-0000-7000-8000-000000000000- $& [name]';
  const list = [
    ['Email', 'First Name'],
    ['jane@guest.example', '-text-url-'],
    ['ali@guest.example', '{{email}}'],
  ];
  await mailAll(await importPeople(world, workspace, list, { message: typed }));
  expect(sendGrid.requests).toEqual([2]);
  const [jane] = sendGrid.received('jane@guest.example');
  expect(jane?.text).toContain(`\n${typed}\n`);
  expect(jane?.text).toContain('Hello -text-url-,');
  expect(jane?.html).toContain('-html-url- -text-greeting- {{url}} &lt;%email%&gt;');
  expect(sendGrid.received('ali@guest.example')[0]?.text).toContain('Hello {{email}},');
});

test('of 1,001 people the last goes in a second request', async () => {
  const list = people(1001);
  await mailAll(await importPeople(world, workspace, list));
  expect(sendGrid.requests).toEqual([1000, 1]);
  expect(notOnce(emailsOf(list))).toEqual([]);
}, 60_000);

test('whoever gets another role or another message gets it in another request', async () => {
  const list = [
    ['Email', 'Role', 'Message'],
    ['one@guest.example', 'Viewer', ''],
    ['two@guest.example', 'Member', ''],
    ['three@guest.example', 'Viewer', ''],
    ['four@guest.example', 'Viewer', 'For you, four'],
  ];
  await mailAll(await importPeople(world, workspace, list, { message: 'For everybody' }));
  expect(sendGrid.requests.toSorted()).toEqual([1, 1, 2]);
  expect(notOnce(emailsOf(list))).toEqual([]);
  const text = (name: string) => sendGrid.received(`${name}@guest.example`)[0]?.text ?? '';
  for (const name of ['one', 'three']) {
    expect(text(name)).toContain('as Viewer');
    expect(text(name)).toContain('For everybody');
  }
  expect(text('two')).toContain('as Member');
  expect(text('two')).toContain('For everybody');
  expect(text('four')).toContain('For you, four');
  expect(text('four')).not.toContain('For everybody');
});

test('of a thousand people of whom SendGrid refuses one, 999 get their mails, with few requests', async () => {
  const list = people(1000);
  sendGrid.fail('person637@guest.example', 400, 'personalizations.0.to.0.email');
  await mailAll(await importPeople(world, workspace, list));
  expect(notOnce(emailsOf(list))).toEqual([['person637@guest.example', 0]]);
  // Twice as many as it takes halvings to come from a thousand to one.
  expect(sendGrid.requests.length).toBeLessThanOrEqual(21);
  expect(await deliveries()).toEqual({ SENT: 999, DROPPED: 1 });
  const refused = await world.db.invitation.findFirstOrThrow({ where: { delivery: 'DROPPED' } });
  expect(refused).toMatchObject({
    email: 'person637@guest.example',
    deliveryDetail: 'SendGrid answered 400 about personalizations.0.to.0.email',
  });
  expect(await world.jobs('report-undeliverable-invitations')).toContainEqual({
    ...{ workspaceId: workspace.workspaceId, inviterId: workspace.ownerId },
    invitations: [{ id: refused.id, version: 1 }],
  });
}, 60_000);

test('a request that is too large for SendGrid goes in two halves', async () => {
  const list = people(1000);
  sendGrid.answerNext(413);
  await mailAll(await importPeople(world, workspace, list));
  expect(sendGrid.requests).toEqual([1000, 500, 500]);
  expect(notOnce(emailsOf(list))).toEqual([]);
  expect(await deliveries()).toEqual({ SENT: 1000 });
}, 60_000);

test.each([429, 500, 'NONE'] as const)(
  'while SendGrid answers %s, the mails wait, and then everybody gets one',
  async (answer) => {
    const list = people(20);
    const ref = await importPeople(world, workspace, list);
    sendGrid.answerNext(answer, answer);
    await expect(mailOnce(ref)).rejects.toThrow('20 of 20 mails are still to be sent');
    await expect(mailOnce(ref)).rejects.toThrow('20 of 20 mails are still to be sent');
    expect(await deliveries()).toEqual({ QUEUED: 20 });
    await mailAll(ref);
    expect(sendGrid.requests).toEqual([20, 20, 20]);
    expect(notOnce(emailsOf(list))).toEqual([]);
    expect(await deliveries()).toEqual({ SENT: 20 });
  },
);

test('where half of a request has gone out, only the other half goes out again', async () => {
  const list = people(20);
  const ref = await importPeople(world, workspace, list);
  sendGrid.answerNext(413);
  sendGrid.fail('person15@guest.example', 500);
  await expect(mailOnce(ref)).rejects.toThrow('10 of 20 mails are still to be sent: SendGrid answered 500');
  expect(await deliveries()).toEqual({ SENT: 10, QUEUED: 10 });
  sendGrid.recover('person15@guest.example');
  await mailAll(ref);
  expect(sendGrid.requests).toEqual([20, 10, 10, 10]);
  expect(notOnce(emailsOf(list))).toEqual([]);
});
