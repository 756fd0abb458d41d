import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Form } from '../../sandbox/script/form.ts';
import type { Prisma } from '../../src/generated/prisma/client.ts';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { noJobs } from '../harness/no-jobs.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await join('adam@acme.example admin', 'Adam', 'Berg');
  await join('mia@acme.example member', 'Mia', 'Chen');
}, 60_000);
afterAll(() => fluxera.stop());

const person = (name: string) => fluxera.slack.as(name);
const db = () => fluxera.database.db;
const requests = () => db().invitationRequest.count();

async function join(text: string, firstName: string, lastName: string) {
  await person('olivia').run('/invite', { text });
  const names = { 'First Name': firstName, 'Last Name': lastName };
  await acceptAndVerify(fluxera, text.split(' ')[0] ?? '', names);
}

async function formOf(who: string, answers: Record<string, string>): Promise<Form> {
  const { form } = await person(who).run('/invite');
  if (!form) throw new Error('no form');
  return form.fill({ Role: 'Member', ...answers });
}

/** Mia asks, and the card is there. */
async function ask(emails: string, role = 'Member') {
  const sent = await (await formOf('mia', { 'Email Address': emails, Role: role })).submit();
  if (sent.form?.title() !== 'Request sent') throw new Error(JSON.stringify(sent));
  await sent.form.cancel();
  const first = emails.split(', ').toSorted()[0] ?? '';
  return person('olivia').waitForMessage('general', `asks to invite ${first}`);
}

async function become(email: string, kind: 'ADMIN' | 'MEMBER') {
  const role = await db().role.findFirstOrThrow({ where: { kind } });
  await db().user.updateMany({ where: { email }, data: { roleId: role.id, roleKind: kind } });
}

/** Takes requests away, once every card of theirs is there. */
async function forget(where: Prisma.InvitationRequestWhereInput = {}) {
  await noJobs(fluxera.database, 'announce-request', 'post-request-card');
  await db().invitationRequest.deleteMany({ where });
}

const newestIn = (who: string, channel: string) => person(who).messages(channel).at(-1)?.ts ?? '';

describe('A request is refused, and what was typed stays,', () => {
  test.each([
    ['no address', { 'Email Address': ' , ' }, 'Email Address', 'There is no email address.'],
    [
      'letters that only look like an address',
      { 'Email Address': 'jаne@example.com' },
      'Email Address',
      'If you meant jane@example.com, type it by hand.',
    ],
    [
      'a name for several people',
      { 'Email Address': 'a@example.com, b@example.com', 'First Name': 'Ann' },
      'First Name',
      'Leave the names empty when you invite several people.',
    ],
  ])('for %s', async (_what, answers, field, words) => {
    const form = await formOf('mia', { ...answers, Reason: 'We need them' });
    const { errors } = await form.submit();
    expect(Object.keys(errors ?? {})).toEqual([field]);
    expect(errors?.[field]).toContain(words);
    expect(form.values()).toMatchObject({ ...answers, Reason: 'We need them' });
    await form.cancel();
    expect(await requests()).toBe(0);
  });

  test('for somebody who is invited already', async () => {
    await person('olivia').run('/invite', { text: 'open@example.com viewer' });
    const form = await formOf('mia', { 'Email Address': 'open@example.com' });
    const { errors } = await form.submit();
    expect(errors?.['Email Address']).toMatch(
      /^open@example\.com is invited already, until \w+ \d+, \d{4} \(UTC\)\./,
    );
    await form.cancel();
  });

  test('for a domain that cannot be invited', async () => {
    await db().workspace.updateMany({ data: { allowedDomains: ['acme.example'] } });
    const form = await formOf('mia', { 'Email Address': 'jane@example.com' });
    const { errors } = await form.submit();
    expect(errors).toEqual({
      'Email Address':
        'jane@example.com is not of acme.example, and only these can be invited. An admin can allow more in /fluxera settings.',
    });
    await form.cancel();
    await db().workspace.updateMany({ data: { allowedDomains: [] } });
  });

  test('for a role that was deleted while the form was open', async () => {
    const { id: workspaceId } = await db().workspace.findFirstOrThrow();
    await db().role.create({ data: { workspaceId, kind: 'CUSTOM', name: 'Intern' } });
    const form = await formOf('mia', { 'Email Address': 'jane@example.com', Role: 'Intern' });
    await db().role.deleteMany({ where: { name: 'Intern' } });
    const { errors } = await form.submit();
    expect(errors).toEqual({ Role: 'That role is not there any more. Choose Admin, Member or Viewer.' });
    await form.cancel();
  });

  test('by somebody who was deactivated while the form was open', async () => {
    const form = await formOf('mia', { 'Email Address': 'jane@example.com' });
    await db().user.updateMany({ where: { email: 'mia@acme.example' }, data: { status: 'INACTIVE' } });
    const { form: refused } = await form.submit();
    expect(refused?.text()).toMatch(/Your Fluxera account is inactive, so nothing was done\. Ask .* or .*\./);
    expect(refused?.values()).toMatchObject({ 'Email Address': 'jane@example.com' });
    await refused?.cancel();
    await db().user.updateMany({ where: { email: 'mia@acme.example' }, data: { status: 'ACTIVE' } });
    expect(await requests()).toBe(0);
  });

  test('by somebody of whose requests twenty wait already', async () => {
    const { id: requesterId, workspaceId } = await db().user.findFirstOrThrow({
      where: { email: 'mia@acme.example' },
    });
    const role = await db().role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
    const twenty = Array.from({ length: 20 }, (_, index) => ({
      ...{ workspaceId, requesterId, roleId: role.id, roleKind: role.kind, createdAt: new Date() },
      emails: [`waiting-${index}@example.com`],
    }));
    await db().invitationRequest.createMany({ data: twenty });
    const { form: refused } = await (await formOf('mia', { 'Email Address': 'more@example.com' })).submit();
    expect(refused?.text()).toMatch(
      /20 of your requests wait for an answer, which is the most at once, so this one was not sent\. If they take long: ask .* or .*\./,
    );
    expect(refused?.values()).toMatchObject({ 'Email Address': 'more@example.com' });
    await refused?.cancel();
    await forget();
  });

  test('by somebody who has asked for a hundred people within a day; the next day it works', async () => {
    const emails = (round: number) =>
      Array.from({ length: 20 }, (_, index) => `p${round}-${index}@example.com`).join(', ');
    for (const round of [1, 2, 3, 4, 5]) await ask(emails(round));
    const { form: refused } = await (await formOf('mia', { 'Email Address': 'p6@example.com' })).submit();
    expect(refused?.text()).toMatch(
      /You can ask for 100 people in a day, and this would be more\. Nothing was sent\. Try again on .*\./,
    );
    fluxera.passTime(DAY_MS + 1000);
    const sent = await refused?.submit();
    expect(sent?.form?.title()).toBe('Request sent');
    await sent?.form?.cancel();
    await forget();
  });
});

describe('Approving is refused, and the request stays open,', () => {
  test('where the domain is not allowed any more', async () => {
    await ask('domain@example.com');
    await db().workspace.updateMany({ data: { allowedDomains: ['acme.example'] } });
    await person('adam').click('Approve', { near: 'domain@example.com' });
    await person('adam').waitForMessage(
      'general',
      'domain@example.com is not of acme.example, and only these can be invited.',
    );
    await db().workspace.updateMany({ data: { allowedDomains: [] } });
    await person('adam').click('Approve', { near: 'domain@example.com' });
    await person('adam').waitForMessage('general', 'domain@example.com gets an invitation in your name.');
  });

  test('where the approver has sent as many invitations as one can in an hour', async () => {
    await ask('capped@example.com');
    const { id, workspaceId } = await db().user.findFirstOrThrow({ where: { email: 'adam@acme.example' } });
    const spent = { points: 500, expire: BigInt(Date.now() + 30 * DAY_MS) };
    const key = `invite/inviter:${workspaceId}:${id}`;
    await db().rateLimit.upsert({ where: { key }, create: { key, ...spent }, update: spent });
    await person('adam').click('Approve', { near: 'capped@example.com' });
    await person('adam').waitForMessage(
      'general',
      'You can invite 500 people in an hour, and this would be more. Nothing was sent.',
    );
    await db().rateLimit.deleteMany({ where: { key } });
    const card = await person('olivia').waitForMessage('general', 'asks to invite capped@example.com');
    expect(card.buttons).toEqual(['Approve', 'Deny']);
  });

  test('by an Admin who was deactivated', async () => {
    await db().user.updateMany({ where: { email: 'adam@acme.example' }, data: { status: 'INACTIVE' } });
    await person('adam').click('Approve', { near: 'capped@example.com' });
    await person('adam').waitForMessage('general', 'Your Fluxera account is inactive, so nothing was done.');
    await db().user.updateMany({ where: { email: 'adam@acme.example' }, data: { status: 'ACTIVE' } });
    expect(await db().invitation.count({ where: { email: 'capped@example.com' } })).toBe(0);
  });

  test('by people without an account', async () => {
    await person('nora').click('Approve', { near: 'capped@example.com' });
    const told = await person('nora').waitForMessage('general', 'You do not have a Fluxera account yet.');
    expect(told.ephemeral).toBe(true);
  });
});

describe('Whoever asked', () => {
  test('cannot approve it themselves, and can where they have become an Admin', async () => {
    await ask('own@example.com');
    await person('mia').click('Approve', { near: 'own@example.com' });
    await person('mia').waitForMessage('general', 'Your role, Member, cannot invite users.');
    await become('mia@acme.example', 'ADMIN');
    await person('mia').click('Approve', { near: 'own@example.com' });
    await person('mia').waitForMessage('general', 'own@example.com gets an invitation in your name.');
    await become('mia@acme.example', 'MEMBER');
  });

  test('is told where everybody has an account or an invitation by then', async () => {
    await ask('one@else.example, two@else.example');
    await person('olivia').run('/invite', { text: 'one@else.example two@else.example viewer' });
    await person('adam').click('Approve', { near: 'two@else.example' });
    await person('adam').waitForMessage(
      'general',
      'Nobody was invited. one@else.example and two@else.example are invited already.',
    );
    await person('mia').waitForMessage(
      'dm',
      'approved your request. one@else.example and two@else.example have an account or an invitation already.',
    );
  });
});

describe('Late', () => {
  test('a second Deny opens no form, and says who decided', async () => {
    const card = await ask('late@example.com');
    await hold('late@example.com');
    await person('adam').click('Deny', { near: 'late@example.com' });
    await person('adam').waitForMessage(
      'general',
      /Olivia Owner denied this request on .*, so nothing was changed now\./,
      {
        after: card.ts,
      },
    );
    expect(person('adam').hasForm()).toBe(false);
  });

  test('so does Approve on the card of a request that is not there any more', async () => {
    await ask('vanished@example.com');
    await forget({ emails: { has: 'vanished@example.com' } });
    await person('adam').click('Approve', { near: 'vanished@example.com' });
    await person('adam').waitForMessage(
      'general',
      'That request is not there any more. See the open ones with /fluxera requests.',
    );
  });

  /** Decided, with a card that does not know of it yet: Slack shows some late. */
  async function hold(email: string) {
    const owner = await db().user.findFirstOrThrow({ where: { roleKind: 'OWNER' } });
    await db().invitationRequest.updateMany({
      where: { emails: { has: email } },
      data: { status: 'DENIED', decidedById: owner.id, decidedAt: new Date() },
    });
  }
});

describe('In the list', () => {
  test('somebody who closes it while their approval is under way hears of the outcome by a message', async () => {
    await ask('closing@example.com');
    const { form } = await person('adam').run('/fluxera', { text: 'requests' });
    const { ts } = { ts: newestIn('adam', 'dm') };
    const other = await fluxera.database.pool.connect();
    await other.query('BEGIN');
    await other.query(`SELECT FROM invitation_request WHERE 'closing@example.com' = ANY(emails) FOR UPDATE`);
    await person('adam').click('Approve', { near: 'closing@example.com' });
    await form?.cancel();
    await other.query('COMMIT');
    other.release();
    await person('adam').waitForMessage('dm', 'closing@example.com gets an invitation in your name.', {
      after: ts,
    });
  });

  test('a page on which nothing is any more leads back to the first', async () => {
    for (let index = 0; index < 9; index++) await ask(`page-${index}@pages.example`);
    await person('adam').run('/fluxera', { text: 'requests' });
    await forget({ status: 'PENDING', NOT: { emails: { has: 'page-8@pages.example' } } });
    await person('adam').click('Older');
    const empty = await person('adam').form('Nothing is on this page any more. Go back to the first one.');
    expect(empty.buttons()).toContain('First Page');
    await person('adam').click('First Page');
    await (await person('adam').form('page-8@pages.example')).cancel();
  });

  test('Refresh shows what came meanwhile; where nothing is open, the list teaches', async () => {
    await forget();
    const { form } = await person('adam').run('/fluxera', { text: 'requests' });
    expect(form?.text()).toContain('No request waits to be decided.');
    expect(form?.text()).toContain(
      'No request is open. People whose role cannot invite ask with /invite, and what they ask for is listed here.',
    );
    await form?.choose('Show', 'Decided');
    const decided = await person('adam').form('No request was decided yet.');
    await decided.choose('Show', 'Open');
    await ask('fresh@example.com');
    await person('adam').click('Refresh');
    const fresh = await person('adam').form('fresh@example.com');
    expect(fresh.text()).toContain('1 request waits to be decided.');
    await fresh.cancel();
  });

  test('whoever has no account sees no list', async () => {
    const reply = await person('nora').run('/fluxera', { text: 'requests' });
    expect(reply.text).toContain('You do not have a Fluxera account yet.');
    expect(reply.form).toBeUndefined();
  });
});
