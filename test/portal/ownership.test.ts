import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  acceptAndVerify,
  linkFor,
  PASSWORD,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';
import type { Visitor } from '../harness/visitor.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;
const db = () => fluxera.database.db;
const people = new Map<string, Visitor>();

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  const olivia = fluxera.slack.as('olivia');
  await olivia.run('/invite', { text: 'adam@acme.example admin' });
  await olivia.run('/invite', { text: 'mia@acme.example member' });
  await acceptAndVerify(fluxera, 'adam@acme.example', { 'First Name': 'Adam', 'Last Name': 'Berg' });
  await acceptAndVerify(fluxera, 'mia@acme.example', { 'First Name': 'Mia', 'Last Name': 'Lund' });
  const owner = fluxera.visitor();
  const page = await owner.open(await linkFor(fluxera, 'olivia@acme.example', 'password'));
  await owner.press(page, 'Set Password', { Password: PASSWORD });
  for (const name of ['olivia', 'adam', 'mia']) people.set(name, await signedIn(`${name}@acme.example`));
}, 60_000);
afterAll(() => fluxera.stop());
// A day has a few offers only, and nobody is signed out meanwhile.
afterEach(() => fluxera.passTime(DAY_MS + 1));

async function signedIn(email: string): Promise<Visitor> {
  const person = fluxera.visitor();
  const page = await person.open('/sign-in');
  await person.press(page, 'Sign In', { 'Email Address': email, Password: PASSWORD });
  return person;
}

function person(name: string): Visitor {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}

const account = (name: string) => person(name).open('/account');

async function form(name: string) {
  const { id } = await db().workspace.findFirstOrThrow();
  return person(name).open(`/account/ownership/${id}`);
}

async function offer(from: string, to: string, role = 'Admin') {
  const filled = { 'New Owner': `${to}@acme.example`, 'Your New Role': role, 'Workspace Name': 'Acme' };
  return person(from).press(await form(from), 'Offer Ownership', filled);
}

async function roles(): Promise<Record<string, string>> {
  const users = await db().user.findMany({ include: { role: true } });
  return Object.fromEntries(users.map(({ email, role }) => [email.split('@')[0], role.name]));
}

describe('An Owner who has left Slack', () => {
  test('hands the ownership over on the web, and whoever gets it accepts there', async () => {
    await db().user.updateMany({ where: { roleKind: 'OWNER' }, data: { slackUserId: null } });
    expect((await account('olivia')).html).toContain('Hand the ownership over');
    const sent = await offer('olivia', 'adam', 'Member');
    expect(sent.at).toBe('/account?note=offered');
    expect(sent.text).toContain('You offered the ownership to Adam Berg, who can accept until');
    expect(sent.text).toContain('You would be Member then.');
    const { text } = await fluxera.slack.waitForMail('adam@acme.example', /offered the ownership/);
    expect(text).toContain('/account');
    const received = await account('adam');
    expect(received.text).toContain('Olivia Owner offers you the ownership of Acme');
    const done = await person('adam').press(received, 'Accept Ownership');
    expect(done.text).toContain('You are the Owner now.');
    expect(await roles()).toEqual({ olivia: 'Member', adam: 'Owner', mia: 'Member' });
    await fluxera.slack.waitForMail('olivia@acme.example', /handed over/);
    const entries = await db().activity.findMany({ where: { action: { startsWith: 'ownership.' } } });
    expect(entries.map(({ action, source }) => [action, source])).toEqual([
      ['ownership.offered', 'PORTAL'],
      ['ownership.accepted', 'PORTAL'],
    ]);
  });

  test('takes an offer back, and hears when it is declined', async () => {
    const withdrawn = await person('adam').press(await offer('adam', 'mia'), 'Withdraw Offer');
    expect(withdrawn.text).toContain('The offer is withdrawn, and you stay the Owner.');
    expect((await account('mia')).text).not.toContain('Accept Ownership');
    await offer('adam', 'mia');
    const declined = await person('mia').press(await account('mia'), 'Decline');
    expect(declined.text).toContain('You declined the ownership.');
    await fluxera.slack.waitForMail('adam@acme.example', /declined the ownership/);
    expect(await roles()).toEqual({ olivia: 'Member', adam: 'Owner', mia: 'Member' });
  });

  test.each([
    [{ 'Workspace Name': 'Acne' }, 'That is not the name of the workspace. Type Acme to confirm.'],
    [{ 'New Owner': 'nobody@acme.example' }, 'Nobody in this workspace has that address.'],
    [{ 'New Owner': 'adam@acme.example' }, 'You are the Owner already.'],
  ])('is told beside the field what is wrong with %j, and what they typed stays', async (wrong, words) => {
    const right = { 'New Owner': 'mia@acme.example', 'Workspace Name': 'Acme' };
    const page = await person('adam').press(await form('adam'), 'Offer Ownership', { ...right, ...wrong });
    expect(page.status).toBe(400);
    expect(page.text).toContain(words);
    for (const [label, value] of Object.entries({ ...right, ...wrong })) {
      expect(page.field(label).getAttribute('value')).toBe(value);
    }
    expect(await db().ownershipTransfer.count()).toBe(0);
  });
});

describe('Whoever is not the Owner', () => {
  test('finds no form, and one that they send all the same is refused and recorded', async () => {
    expect((await form('mia')).at).toBe('/account');
    expect((await account('mia')).html).not.toContain('/account/ownership');
    const { id } = await db().workspace.findFirstOrThrow();
    const admin = await db().role.findFirstOrThrow({ where: { kind: 'ADMIN' } });
    const fields = { email: 'mia@acme.example', role: admin.id, workspaceName: 'Acme' };
    const page = await person('mia').post(`/account/ownership/${id}`, fields);
    expect([page.status, page.title]).toEqual([403, 'This is the Owner’s to do']);
    expect(page.text).toContain('Ask Adam Berg.');
    const refused = { action: 'access.refused', source: 'PORTAL', ipAddress: { not: null } } as const;
    expect(await db().activity.findMany({ where: refused })).toMatchObject([
      { after: { refusal: 'NOT_OWNER' } },
    ]);
    expect(await db().ownershipTransfer.count()).toBe(0);
  });

  test('cannot answer an offer that is to somebody else', async () => {
    await offer('adam', 'mia');
    const standing = await db().ownershipTransfer.findFirstOrThrow();
    for (const answer of ['accept', 'decline', 'withdraw']) {
      const path = `/account/ownership/${standing.workspaceId}/answer`;
      const page = await person('olivia').post(path, { offer: standing.id, answer });
      expect([page.status, page.title]).toEqual([409, 'This offer is over']);
    }
    expect(await db().ownershipTransfer.count()).toBe(1);
    expect((await fluxera.visitor().open(`/account/ownership/${standing.workspaceId}`)).at).toBe('/sign-in');
  });
});
