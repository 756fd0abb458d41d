import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { importByForm } from '../harness/import-by-form.ts';
import { noJobs } from '../harness/no-jobs.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';

let sendGrid: SendGridStandIn;
let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');

beforeAll(async () => {
  sendGrid = await startSendGrid();
  fluxera = await startTestFluxera({ sendgrid: { apiKey: 'SG.test', baseUrl: sendGrid.url } });
  await setUp(fluxera);
});
afterAll(async () => {
  await fluxera.stop();
  await sendGrid.close();
});

const PATIENCE = { timeout: 20_000 };

/** Imports people while SendGrid is slow about the first batch. */
async function importHeld(name: string, count: number, person = olivia()) {
  sendGrid.hold(`person0@${name}.example`);
  const emails = await importByForm(person, name, count);
  await sendGrid.holding();
  const total = count.toLocaleString('en');
  const message = await person.waitForMessage('dm', `Sending · 0 of ${total} invitations of ${name}.csv`);
  return { emails, message, goOn: () => sendGrid.release(`person0@${name}.example`) };
}

const mailed = (name: string) =>
  sendGrid.sent
    .flatMap(({ personalizations }) => personalizations.flatMap(({ to }) => to.map(({ email }) => email)))
    .filter((email) => email.endsWith(`@${name}.example`));

const found = (name: string) =>
  fluxera.database.db.bulkImport.findFirstOrThrow({ where: { fileName: `${name}.csv` } });

async function statuses(name: string): Promise<Record<string, number>> {
  const rows = await fluxera.database.db.invitation.groupBy({
    by: ['status'],
    where: { email: { endsWith: `@${name}.example` } },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ status, _count }) => [status, _count]));
}

const entries = async (name: string, action: string) => {
  const { id } = await found(name);
  return fluxera.database.db.activity.findMany({ where: { action, subjectId: id } });
};

/** How often the message of an import was changed, and when, in milliseconds since 1970. */
async function changes(name: string): Promise<number[]> {
  const { messageTs } = await found(name);
  return fluxera.slack
    .calls('chat.update')
    .filter(({ request }) => JSON.stringify(request).includes(messageTs ?? 'none'))
    .map(({ at }) => at);
}

/** The app answers to a click privately. */
const told = (words: string, person = olivia()) => person.waitForMessage('dm', words, PATIENCE);

test('of 2,500 people the first thousand leave although somebody pauses, and the others when it is resumed', async () => {
  const { emails, message, goOn } = await importHeld('paused', 2500);
  expect(message.text).toContain(`${'░'.repeat(20)} 0 %`);
  expect(message.buttons).toEqual(['Pause', 'Cancel the Rest', 'Track Responses']);
  await message.click('Pause');
  const waiting = await olivia().waitForMessage(
    'dm',
    'Paused · 0 of 2,500 invitations of paused.csv are sent.',
  );
  expect(waiting.ts).toBe(message.ts);
  expect(waiting.buttons).toEqual(['Resume', 'Cancel the Rest', 'Track Responses']);
  goOn();
  const paused = await olivia().waitForMessage(
    'dm',
    'Paused · 1,000 of 2,500 invitations of paused.csv are sent. The others wait until you resume.',
  );
  expect(paused.text).toContain(`${'█'.repeat(8)}${'░'.repeat(12)} 40 %`);
  await noJobs(fluxera.database, 'mail-import', 'show-import');
  expect(mailed('paused')).toHaveLength(1000);

  fluxera.passTime(3 * 60 * 60 * 1000);
  sendGrid.hold('person2000@paused.example');
  await paused.click('Resume');
  const again = await olivia().waitForMessage(
    'dm',
    'Sending · 2,000 of 2,500 invitations of paused.csv are sent.',
    PATIENCE,
  );
  // The hours in which it was paused do not count.
  expect(again.text).toContain('Less than a minute left.');
  sendGrid.release('person2000@paused.example');
  const done = await olivia().waitForMessage(
    'dm',
    'Done · 2,500 invitations of paused.csv are sent. What became of every row is in the file below.',
    PATIENCE,
  );
  expect(done.ts).toBe(message.ts);
  expect(done.buttons).toEqual(['Track Responses']);
  expect(mailed('paused').toSorted()).toEqual(emails.toSorted());
  const file = (await olivia().waitForMessage('dm', 'paused-result.csv', PATIENCE)).files[0];
  const rows = (await file?.read())?.toString().trim().split('\r\n');
  expect(rows).toHaveLength(2501);
  expect(rows?.slice(1).every((row) => row.endsWith(',"Invited",'))).toBe(true);
  expect((await entries('paused', 'import.paused')).length).toBe(1);
  expect((await entries('paused', 'import.resumed')).length).toBe(1);
}, 60_000);

test('after Cancel the Rest the batch under way leaves, and the others are canceled, their seats free', async () => {
  const { emails, message, goOn } = await importHeld('canceled', 2500);
  const { confirmation } = await message.click('Cancel the Rest', { deny: true });
  expect(confirmation).toBe(
    'About 2,500 invitations that are not sent yet will be canceled. Those already sent stay.',
  );
  expect(await statuses('canceled')).toEqual({ PENDING: 2500 });
  await message.click('Cancel the Rest');
  await olivia().waitForMessage(
    'dm',
    'Canceled · 0 of 2,500 invitations of canceled.csv were sent before, and 1,000 are leaving now. The others are canceled, and their seats are free.',
  );
  expect(await statuses('canceled')).toEqual({ PENDING: 1000, CANCELED: 1500 });
  const billing = (await olivia().run('/fluxera', { text: 'billing' })).form;
  // Olivia, 2,500 of the test before, and the batch under way.
  expect(billing?.text()).toContain('3501 seats are in use');
  await billing?.cancel();
  goOn();
  const canceled = await olivia().waitForMessage(
    'dm',
    'Canceled · 1,000 of 2,500 invitations of canceled.csv were sent before. The others are canceled, and their seats are free.',
    PATIENCE,
  );
  expect(canceled.buttons).toEqual(['Track Responses']);
  await noJobs(fluxera.database, 'mail-import');
  expect(mailed('canceled').toSorted()).toEqual(emails.slice(0, 1000).toSorted());
  const { db } = fluxera.database;
  expect((await entries('canceled', 'import.canceled')).map(({ after }) => after)).toEqual([
    { status: 'CANCELED', canceled: 1500 },
  ]);
  const single = await db.activity.findMany({ where: { action: 'invitation.canceled' } });
  expect(new Set(single.map(({ subjectId }) => subjectId)).size).toBe(1500);
  expect(single.every(({ reason }) => reason === 'The rest of the import was canceled.')).toBe(true);
  await canceled.click('Track Responses');
  const responses = await olivia().form();
  expect(responses.text()).toContain('Canceled\n1,500');
  await responses.dismiss();
}, 60_000);

test('the message changes every few seconds, however fast the batches leave', async () => {
  sendGrid.takeTime(500);
  await importByForm(olivia(), 'fast', 8_000);
  await olivia().waitForMessage('dm', 'Done · 8,000 invitations of fast.csv are sent.', { timeout: 60_000 });
  sendGrid.takeTime(0);
  const { sentAt } = await found('fast');
  const times = await changes('fast');
  const seconds = ((times.at(-1) ?? 0) - (sentAt?.getTime() ?? 0)) / 1000;
  // The last one may come right after another one.
  expect(times.length).toBeLessThanOrEqual(2 + seconds / 3);
  expect(times.length).toBeGreaterThanOrEqual(2);
  const own = olivia()
    .messages('dm')
    .filter(({ text }) => text.includes('invitations of fast.csv'));
  expect(own).toHaveLength(1);
}, 120_000);

test('of two who press Pause at once, one hears that it is paused already; so with Resume and Cancel the Rest', async () => {
  const { message, goOn } = await importHeld('twice', 1200);
  await Promise.all([message.click('Pause'), message.click('Pause')]);
  await told('This import is paused already');
  await olivia().waitForMessage('dm', 'Paused · 0 of 1,200 invitations of twice.csv');
  await Promise.all([message.click('Resume'), message.click('Resume')]);
  await told('This import is being sent already');
  await Promise.all([message.click('Cancel the Rest'), message.click('Cancel the Rest')]);
  await told('The rest of this import is canceled already, so nothing was changed.');
  goOn();
  await olivia().waitForMessage('dm', 'Canceled · 1,000 of 1,200 invitations of twice.csv', PATIENCE);
  for (const action of ['paused', 'resumed', 'canceled'])
    expect(await entries('twice', `import.${action}`)).toHaveLength(1);
}, 60_000);

test('whoever presses a button of a message that is behind hears how the import is by now', async () => {
  const { message, goOn } = await importHeld('late', 1200);
  await message.click('Pause');
  await olivia().waitForMessage('dm', 'Paused · 0 of 1,200 invitations of late.csv');
  fluxera.expectFault(/chat\.update|An API error|server error|HTTP|503|500/);
  fluxera.slack.faults.inject({ fault: 'server_error', method: 'chat.update', times: 1000 });
  await message.click('Resume');
  goOn();
  await noJobs(fluxera.database, 'mail-import');
  expect(mailed('late')).toHaveLength(1200);
  await message.click('Resume');
  await told('All invitations of this import are sent, so nothing was changed.');
  expect((await entries('late', 'import.resumed')).length).toBe(1);
  fluxera.slack.faults.clear();
  await fluxera.database.pool.query(
    'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL',
  );
  await olivia().waitForMessage('dm', 'Done · 1,200 invitations of late.csv are sent.', PATIENCE);
}, 60_000);

/** Adam may invite until he is demoted. */
async function adamJoins(): Promise<{ adam: ReturnType<typeof olivia>; demote(): Promise<unknown> }> {
  const { db } = fluxera.database;
  const { workspaceId } = await db.user.findFirstOrThrow({ where: { email: olivia().email ?? '' } });
  const [admin, viewer] = await Promise.all(
    (['ADMIN', 'VIEWER'] as const).map((kind) => db.role.findFirstOrThrow({ where: { workspaceId, kind } })),
  );
  if (!admin || !viewer) throw new Error('no roles');
  const adam = fluxera.slack.as('adam');
  const email = adam.email ?? '';
  const identity = await db.identity.create({ data: { email, name: 'Adam', emailVerified: true } });
  const user = { workspaceId, identityId: identity.id, email, slackUserId: adam.id, firstName: 'Adam' };
  const { id } = await db.user.create({
    data: { ...user, roleId: admin.id, roleKind: 'ADMIN', status: 'ACTIVE' },
  });
  const demote = () => db.user.updateMany({ where: { id }, data: { roleId: viewer.id, roleKind: 'VIEWER' } });
  return { adam, demote };
}

test('an import stops when its sender may not invite any more, and somebody else goes on in their own name', async () => {
  const { adam, demote } = await adamJoins();
  const { emails, message, goOn } = await importHeld('demoted', 1200, adam);
  await demote();
  for (const button of ['Pause', 'Cancel the Rest', 'Track Responses']) {
    const { ts: after } = adam.messages('dm').at(-1) ?? { ts: '' };
    await message.click(button);
    const refused = await adam.waitForMessage('dm', 'Your role, Viewer, cannot invite users.', { after });
    expect(refused.ephemeral).toBe(true);
  }
  goOn();
  const words =
    'Paused · 1,000 of 1,200 invitations of demoted.csv are sent. The others wait: Adam, who sent them, may not invite people with these roles any more. Whoever may can resume, and sends them in their own name.';
  expect((await adam.waitForMessage('dm', words, PATIENCE)).ts).toBe(message.ts);
  const report = await olivia().waitForMessage('dm', words, PATIENCE);
  expect(report.buttons).toEqual(['Resume', 'Cancel the Rest', 'Track Responses']);
  expect(mailed('demoted')).toHaveLength(1000);
  const [paused] = await entries('demoted', 'import.paused');
  expect(paused).toMatchObject({ actorId: null, source: 'JOB' });

  // Whoever looks at the import in the list can go on there as well.
  await report.click('Track Responses');
  const responses = await olivia().form();
  expect(responses.text()).toContain(words);
  expect(responses.buttons()).toEqual(['Resume', 'Cancel the Rest', 'Refresh', 'Download Result']);
  await responses.dismiss();

  await report.click('Resume');
  const done = await olivia().waitForMessage(
    'dm',
    'Done · 1,200 invitations of demoted.csv are sent.',
    PATIENCE,
  );
  expect(done.ts).toBe(report.ts);
  expect(mailed('demoted').toSorted()).toEqual(emails.toSorted());
  const inviters = await fluxera.database.db.invitation.groupBy({
    by: ['inviterId'],
    where: { email: { endsWith: '@demoted.example' } },
    _count: true,
  });
  expect(inviters.map(({ _count }) => _count).toSorted((a, b) => a - b)).toEqual([200, 1000]);
  const last = sendGrid.sent.at(-1);
  expect(JSON.stringify(last)).toContain('Olivia');
  expect(JSON.stringify(last)).not.toContain('Adam');
  const [resumed] = await entries('demoted', 'import.resumed');
  expect(resumed).toMatchObject({ before: { senderId: await adamId() }, source: 'SLACK' });
  // The file comes to whoever went on.
  await olivia().waitForMessage('dm', 'demoted-result.csv', PATIENCE);
  expect(adam.messages('dm').flatMap(({ files }) => files)).toEqual([]);
}, 60_000);

const adamId = async () =>
  (await fluxera.database.db.user.findFirstOrThrow({ where: { firstName: 'Adam' } })).id;
