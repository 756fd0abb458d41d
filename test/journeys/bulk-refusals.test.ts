import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');
const adam = () => fluxera.slack.as('adam');

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await olivia().run('/invite', { text: 'adam@acme.example admin' });
  await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Berg' });
});
afterAll(() => fluxera.stop());

async function open(person = olivia()) {
  const { form } = await person.run('/invite', { text: 'bulk' });
  if (!form) throw new Error('no form');
  return form;
}

/** Fills the form with pasted addresses and opens the review. */
async function review(pasted: string, person = olivia(), more: Record<string, string | string[]> = {}) {
  const form = await open(person);
  const { form: reviewed } = await form
    .fill({ 'Or Paste Addresses': pasted, Role: 'Viewer', ...more })
    .submit();
  if (!reviewed) throw new Error('no review');
  return reviewed;
}

const invitations = (email: RegExp) =>
  fluxera.database.db.invitation.findMany().then((all) => all.filter((one) => email.test(one.email)));

describe('The form', () => {
  test('without a file and without addresses says what to give it', async () => {
    const form = await open();
    expect((await form.submit()).errors).toEqual({
      'CSV File': 'Upload a CSV file, or paste addresses below.',
    });
    await form.cancel();
  });

  test('with a file and addresses asks which of them is meant', async () => {
    const form = await open();
    await form.attach({ 'CSV File': { name: 'people.csv', content: 'Email\na@example.com' } });
    const { errors } = await form.fill({ 'Or Paste Addresses': 'b@example.com' }).submit();
    expect(errors).toEqual({
      'Or Paste Addresses':
        'There are a file and pasted addresses. Take one of them out, so that it is clear whom you mean.',
    });
    await form.cancel();
  });

  test('keeps everything when a workbook is uploaded, and says how to save it as CSV', async () => {
    const form = await open();
    await form.attach({
      'CSV File': { name: 'people.xlsx', content: Buffer.from('PK\u0003\u0004 … xl/workbook.xml', 'latin1') },
    });
    const { errors } = await form.fill({ Message: 'Welcome!' }).submit();
    expect(errors?.['CSV File']).toBe(
      'This is a workbook of Excel, not a CSV file. Save it as CSV and upload that. In Excel: File, Save As, “CSV UTF-8 (Comma delimited)”. In Google Sheets: File, Download, “Comma-separated values”. In Numbers: File, Export To, CSV.',
    );
    expect(form.values()).toMatchObject({ Message: 'Welcome!', 'CSV File': ['people.xlsx'] });
    await form.cancel();
  });

  test('is not for people who may not invite: they hear whom to ask', async () => {
    await olivia().run('/invite', { text: 'victor@acme.example viewer' });
    await acceptAndVerify(fluxera, 'victor@acme.example');
    const reply = await fluxera.slack.as('victor').run('/invite', { text: 'bulk' });
    expect(reply.form).toBeUndefined();
    expect(reply.text).toContain('Your role, Viewer, cannot invite users.');
  });

  test('takes pasted addresses, one a line, in whatever way they were copied', async () => {
    const form = await review(
      'Jane Doe <pasted1@example.com>\npasted2@example.com; pasted3@example.com\n\nnobody',
    );
    expect(form.text()).toContain('Send All Invitations invites 3 people of 4 in Pasted addresses.');
    expect(form.text()).toContain('Line 4 · nobody\nThis is not an email address.');
    await form.cancel();
    expect(await invitations(/^pasted/)).toEqual([]);
  });
});

test('rows that were copied from a spreadsheet are read with their columns', async () => {
  const form = await review(
    'Email\tRole\tFirst Name\ncells1@example.com\tMember\tJane\ncells2@example.com\tAdmin\t',
  );
  expect(form.text()).toContain('Roles: 1 as Admin, 1 as Member.');
  await form.cancel();
});

describe('The review', () => {
  test('follows what others do meanwhile, by Check Again', async () => {
    const form = await review('again1@example.com\nagain2@example.com');
    await adam().run('/invite', { text: 'again1@example.com viewer' });
    await olivia().click('Check Again');
    await until('it is looked at again', () => form.text().includes('invites 1 person of 2'));
    const { id } = await fluxera.database.db.invitation.findFirstOrThrow({
      where: { email: 'again1@example.com' },
    });
    await fluxera.database.db.invitation.updateMany({
      where: { id },
      data: { status: 'CANCELED', settledAt: new Date() },
    });
    await olivia().click('Check Again');
    await until('it is looked at again', () => form.text().includes('invites 2 people of 2'));
    await form.cancel();
  });

  test('sent twice at once invites everybody once', async () => {
    const form = await review('twice1@example.com\ntwice2@example.com');
    const both = await Promise.all([form.submit(), form.submit()]);
    const texts = both.map(({ form: shown }) => shown?.text() ?? '');
    for (const text of texts)
      expect(text).toMatch(/2 people are invited|Pasted addresses · 2 invitations, sent by Olivia Owner/);
    expect(await invitations(/^twice/)).toHaveLength(2);
    await form.dismiss();
  });

  test('of people who were all invited meanwhile sends nothing, and says so', async () => {
    const form = await review('meanwhile@example.com');
    await adam().run('/invite', { text: 'meanwhile@example.com viewer' });
    const { form: answered } = await form.submit();
    expect(answered?.text()).toContain(
      'By now nobody of this import can be invited any more, so there was nothing to send.',
    );
    expect(await invitations(/^meanwhile/)).toHaveLength(1);
    await form.dismiss();
  });

  test('refuses to send where known people are not to be left out', async () => {
    const form = await review('olivia@acme.example\nunknown@example.com', olivia(), { Options: [] });
    expect(form.submitText()).toBeUndefined();
    expect(form.text()).toContain(
      'Some people of 2 in Pasted addresses are users or invited already, and you chose not to leave them out. Nothing has been sent.',
    );
    await form.dismiss();
  });

  test('says how many seats are left where there are not enough, and goes on when there are', async () => {
    const billing = (await olivia().run('/fluxera', { text: 'billing' })).form;
    const taken = Number(/(\d+) seats are in use/.exec(billing?.text() ?? '')?.[1]);
    await billing?.fill({ 'Seat Limit': String(taken + 1) }).submit();
    const form = await review('seat1@example.com\nseat2@example.com');
    expect(form.submitText()).toBeUndefined();
    expect(form.text()).toContain(
      'Your plan has 1 seat left, and 2 people of 2 in Pasted addresses need one each.',
    );
    const again = (await adam().run('/fluxera', { text: 'billing' })).text;
    expect(again).toContain('cannot manage billing');
    await fluxera.database.db.workspace.updateMany({ data: { seatLimit: taken + 2 } });
    await olivia().click('Check Again');
    await until('it can be sent', () => form.submitText() === 'Send All Invitations');
    // Somebody else takes the last seat but one.
    await adam().run('/invite', { text: 'faster@example.com viewer' });
    const { form: refused } = await form.submit();
    expect(refused?.text()).toContain('1 is left for the 2 you need. Nothing was done.');
    expect(await invitations(/^seat/)).toEqual([]);
    await fluxera.database.db.workspace.updateMany({ data: { seatLimit: null } });
    await form.dismiss();
  });

  test('cannot be sent by somebody who was demoted meanwhile', async () => {
    const form = await review('demoted@example.com', adam());
    const { db } = fluxera.database;
    const before = await db.user.findFirstOrThrow({ where: { email: 'adam@acme.example' } });
    const viewer = await db.role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
    await db.user.updateMany({
      where: { id: before.id },
      data: { roleId: viewer.id, roleKind: 'VIEWER' },
    });
    const { form: refused } = await form.submit();
    expect(refused?.text()).toContain('Your role, Viewer, cannot invite users.');
    expect(await invitations(/^demoted/)).toEqual([]);
    await db.user.updateMany({
      where: { id: before.id },
      data: { roleId: before.roleId, roleKind: 'ADMIN' },
    });
    await form.dismiss();
  });
});

test('two people who import overlapping lists at once invite everybody once, and lose nobody', async () => {
  const all = Array.from({ length: 60 }, (_, n) => `overlap${n}@example.com`);
  const [mine, theirs] = [
    await review(all.slice(0, 40).join('\n')),
    await review(all.slice(20).join('\n'), adam()),
  ];
  await Promise.all([mine.submit(), theirs.submit()]);
  const stored = await invitations(/^overlap/);
  expect(stored.map(({ email }) => email).sort()).toEqual(all.toSorted());
  await until('all mails are sent', async () =>
    (await invitations(/^overlap/)).every(({ delivery }) => delivery === 'SENT'),
  );
});
