import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const cast = ['olivia', 'adam', 'mia', 'victor'];

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ] as const) {
    await as('olivia').run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of cast) await closeAll(name);
  // A day has a few offers only.
  fluxera.passTime(DAY_MS + 1);
});

const db = () => fluxera.database.db;

async function closeAll(name: string) {
  while (as(name).hasForm()) await (await as(name).form()).dismiss();
}

async function ownDetails(name: string) {
  await closeAll(name);
  const { form } = await as(name).run('/users', { text: `${name}@acme.example` });
  if (!form) throw new Error(`no details of ${name}`);
  return form;
}

async function openForm(owner: string) {
  await ownDetails(owner);
  await as(owner).click('Transfer Ownership');
  return as(owner).form(/^Transfer ownership/);
}

async function offer(owner: string, receiver: string, role = 'Admin') {
  const form = await openForm(owner);
  form.fill({ 'New Owner': receiver, 'Your New Role': role, 'Workspace Name': 'Acme' });
  expect((await form.submit()).closed).toBe(true);
  await as(owner).form('The ownership is offered to');
  return as(receiver).waitForMessage('dm', 'wants you to be the Owner of Acme');
}

async function roles(): Promise<Record<string, string>> {
  const users = await db().user.findMany({ include: { role: true } });
  return Object.fromEntries(users.map(({ email, role }) => [email.split('@')[0], role.name]));
}

describe('Transfer Ownership', () => {
  test('hands it over when the receiver accepts: both are told, and each has the other role at once', async () => {
    const form = await openForm('olivia');
    expect(form.values()).toMatchObject({ 'Your New Role': expect.any(String) });
    expect(form.options('Your New Role')).not.toContain('Owner');
    await closeAll('olivia');
    const message = await offer('olivia', 'adam', 'Member');
    expect((await as('olivia').form()).text()).toMatch(
      /you offered it to Adam Berg, .* You would be Member then\./,
    );
    expect((await fluxera.slack.waitForMail('adam@acme.example', /offered the ownership/)).text).toContain(
      'Olivia Owner wants you to be the Owner of Acme',
    );
    expect(await roles()).toMatchObject({ olivia: 'Owner', adam: 'Admin' });
    await message.click('Accept Ownership');
    await as('adam').waitForMessage('dm', 'You are the Owner of Acme now.');
    expect(await roles()).toMatchObject({ olivia: 'Member', adam: 'Owner' });
    await as('olivia').waitForMessage('dm', 'they are the Owner of Acme now, and you are Member.');
    expect((await fluxera.slack.waitForMail('olivia@acme.example', /handed over/)).text).toContain(
      'Adam Berg accepted: they are the Owner of Acme now, and you are Member.',
    );
    expect((await as('olivia').run('/fluxera', { text: 'billing' })).text).toContain(
      'Your role, Member, cannot manage billing. Ask',
    );
    expect((await as('adam').run('/fluxera', { text: 'billing' })).form?.title()).toBe('Billing');
    expect((await ownDetails('olivia')).text()).toContain('Adam Berg changed the role from Owner to Member.');
    expect((await as('adam').openHome()).text).toContain('Adam Berg is the Owner now');
  });

  test('is found in the settings as well, and by the Owner only', async () => {
    await as('adam').run('/fluxera', { text: 'settings' });
    await as('adam').click('Ownership');
    expect((await as('adam').form('Ownership: it is yours.')).buttons()).toContain('Transfer Ownership');
    expect((await ownDetails('mia')).buttons()).not.toContain('Transfer Ownership');
    await closeAll('adam');
    const { form } = await as('mia').run('/users', { text: 'adam@acme.example' });
    expect(form?.buttons()).not.toContain('Transfer Ownership');
  });

  test('back, from the receiver’s own details', async () => {
    await offer('adam', 'olivia');
    const details = await ownDetails('olivia');
    expect(details.text()).toMatch(/Adam Berg offers you the ownership, until/);
    await as('olivia').click('Accept Ownership');
    expect((await as('olivia').form('You are the Owner of Acme now.')).text()).toContain('Role: Owner');
    expect(await roles()).toMatchObject({ olivia: 'Owner', adam: 'Admin' });
  });

  test('who declines leaves everything as it was, and the Owner hears of it', async () => {
    const message = await offer('olivia', 'mia');
    await message.click('Decline');
    await as('mia').waitForMessage('dm', 'You declined the ownership.');
    await as('olivia').waitForMessage('dm', 'declined the ownership of Acme. You are still the Owner.');
    expect(await roles()).toMatchObject({ olivia: 'Owner', mia: 'Member' });
    expect((await ownDetails('olivia')).buttons()).toContain('Transfer Ownership');
  });

  test('who answers an offer that was withdrawn hears that, and nothing changes', async () => {
    const message = await offer('olivia', 'mia');
    await ownDetails('olivia');
    await as('olivia').click('Withdraw Offer');
    await as('olivia').form('The offer is withdrawn, and you stay the Owner.');
    await as('mia').waitForMessage('dm', 'does not offer you the ownership of Acme any more.');
    await message.click('Accept Ownership');
    await as('mia').waitForMessage('dm', 'Olivia Owner withdrew the offer on');
    expect(await roles()).toMatchObject({ olivia: 'Owner', mia: 'Member' });
  });

  test('an offer that nobody answers ends after seven days, by the clock and then for both to read', async () => {
    const message = await offer('olivia', 'mia');
    fluxera.passTime(7 * DAY_MS);
    await message.click('Accept Ownership');
    await as('mia').waitForMessage('dm', 'Nobody answered the offer within seven days');
    expect(await roles()).toMatchObject({ olivia: 'Owner', mia: 'Member' });
    // The Owner offers it again; what is over is not in the way.
    const again = await offer('olivia', 'victor');
    await as('olivia').waitForMessage(
      'dm',
      'did not answer within seven days whether they want the ownership',
    );
    await as('mia').waitForMessage('dm', 'You did not answer within seven days');
    await again.click('Decline');
    await as('victor').waitForMessage('dm', 'You declined the ownership.');
  });

  test('a receiver who is deactivated cannot accept, and one who is active again can', async () => {
    const message = await offer('olivia', 'victor');
    const status = (to: 'ACTIVE' | 'INACTIVE') =>
      db().user.updateMany({ where: { email: 'victor@acme.example' }, data: { status: to } });
    await status('INACTIVE');
    await message.click('Accept Ownership');
    await as('victor').waitForMessage('dm', 'Your Fluxera account is inactive, so nothing was done.');
    expect(await roles()).toMatchObject({ olivia: 'Owner', victor: 'Viewer' });
    await status('ACTIVE');
    await as('victor').click('Decline');
    const declined = () =>
      as('victor')
        .messages('dm')
        .filter(({ text }) => text.includes('You declined'));
    await fluxera.slack.until(() => declined().length === 2 || undefined, 'the second answer');
    expect(await db().ownershipTransfer.count()).toBe(0);
  });
});

describe('an offer is refused beside its field', () => {
  test.each([
    ['somebody without an account', 'nora', 'Acme', 'New Owner', 'This person has no account here'],
    ['oneself', 'olivia', 'Acme', 'New Owner', 'You are the Owner already. Choose somebody else.'],
    ['another name of the workspace', 'mia', 'acme inc', 'Workspace Name', 'Type Acme to confirm.'],
  ])('to %s', async (_what, receiver, name, field, words) => {
    const form = await openForm('olivia');
    form.fill({ 'New Owner': receiver, 'Workspace Name': name });
    expect((await form.submit()).errors?.[field]).toContain(words);
    expect(await db().ownershipTransfer.count()).toBe(0);
  });

  test.each([
    ['INACTIVE', 'Victor Hale is inactive. Reactivate them first, or choose somebody else.'],
    ['UNVERIFIED', 'Victor Hale has not verified their address yet.'],
  ] as const)('to somebody who is %s', async (status, words) => {
    const where = { email: 'victor@acme.example' };
    await db().user.updateMany({ where, data: { status } });
    const form = await openForm('olivia');
    form.fill({ 'New Owner': 'victor', 'Workspace Name': 'Acme' });
    expect((await form.submit()).errors?.['New Owner']).toContain(words);
    await db().user.updateMany({ where, data: { status: 'ACTIVE' } });
  });

  test('a second one, above the form, which keeps what was chosen; and too many in a day', async () => {
    await offer('olivia', 'mia');
    await ownDetails('olivia');
    await as('olivia').click('Withdraw Offer');
    await as('olivia').form('The offer is withdrawn');
    const second = await openForm('olivia');
    await db().ownershipTransfer.create({ data: await standing() });
    second.fill({ 'New Owner': 'victor', 'Workspace Name': 'Acme' });
    const { form: again } = await second.submit();
    expect(again?.text()).toContain('You offered the ownership to Mia Lund already');
    expect(again?.values()).toMatchObject({ 'New Owner': as('victor').id, 'Workspace Name': 'Acme' });
    await db().ownershipTransfer.deleteMany();
    for (let made = 1; made < 5; made += 1) {
      await offer('olivia', 'mia');
      await ownDetails('olivia');
      await as('olivia').click('Withdraw Offer');
      await as('olivia').form('The offer is withdrawn');
    }
    const sixth = await openForm('olivia');
    sixth.fill({ 'New Owner': 'mia', 'Workspace Name': 'Acme' });
    expect((await sixth.submit()).form?.text()).toContain('That was too often. Try again on');
  });
});

/** An offer to Mia, as another window of the Owner's would make it. */
async function standing() {
  const [from, to] = await Promise.all(
    ['olivia', 'mia'].map((name) => db().user.findFirstOrThrow({ where: { email: `${name}@acme.example` } })),
  );
  const role = await db().role.findFirstOrThrow({ where: { kind: 'ADMIN' } });
  const offeredAt = new Date(Date.now() + 365 * DAY_MS);
  return {
    ...{ workspaceId: role.workspaceId, id: role.id, fromId: from?.id ?? '', toId: to?.id ?? '' },
    ...{ roleId: role.id, roleKind: role.kind, offeredAt },
    expiresAt: new Date(offeredAt.getTime() + 7 * DAY_MS),
  };
}
