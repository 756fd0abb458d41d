import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { resetSecondFactor } from '../../src/users/reset-second-factor.ts';
import { authenticatorOf, backupCodesOn } from '../harness/authenticator.ts';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import { refusals } from '../harness/refusals.ts';
import { HOME, PASSWORD, secondFactorPeople } from '../harness/second-factor-people.ts';
import type { TestWorkspace } from '../harness/world.ts';

let portal: PortalWorld;
let workspace: TestWorkspace;
let people: ReturnType<typeof secondFactorPeople>;

const visitor = () => people.visitor();
const mailedLink = (kind: 'password') => people.mailedLink(kind);
const member = (email: string) => people.member(email);
const protectedMember = (email: string, role?: string) => people.protectedMember(email, role);
const enterPassword = (email: string) => people.enterPassword(email);
const recorded = (email: string) => people.recorded(email);

beforeAll(async () => {
  portal = await startPortal();
  workspace = await portal.createWorkspace();
  people = secondFactorPeople(portal, workspace);
  await portal.deliverMails();
});
afterAll(() => portal.close());

test('a second factor is set up with the password, a picture or a key, and a code; then ten backup codes are shown', async () => {
  const person = await member('jane@guest.example');
  const elsewhere = await enterPassword('jane@guest.example');
  expect(elsewhere.page.at).toBe('/account');
  const account = await person.open('/account');
  expect(account.text).toContain('Recommended: with a code of an app');
  const asked = await person.open(HOME);
  const wrong = await person.press(asked, 'Set Up Second Factor', { Password: 'not my password' });
  expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('This is not your password.')]);

  const connect = await person.press(wrong, 'Set Up Second Factor', { Password: PASSWORD });
  expect(connect.title).toBe('Connect your app');
  expect(connect.html).toMatch(/<svg class="qr" role="img" aria-label="QR code for your authenticator app"/);
  expect(connect.html).toMatch(/href="otpauth:\/\/totp\/Fluxera:jane%40guest\.example\?secret=[A-Z2-7]+/);
  expect(connect.headers.get('cache-control')).toBe('no-store');
  expect(connect.field('Code').getAttribute('autocomplete')).toBe('one-time-code');
  expect(connect.field('Code').getAttribute('inputmode')).toBe('numeric');

  const mistaken = await person.press(connect, 'Confirm Code', { Code: '000000' });
  expect([mistaken.status, mistaken.text]).toEqual([
    422,
    expect.stringContaining('This code does not work.'),
  ]);
  const identity = { where: { email: 'jane@guest.example' } };
  expect((await portal.db.identity.findUniqueOrThrow(identity)).hasSecondFactor).toBe(false);

  const code = await authenticatorOf(connect).code();
  const done = await person.press(mistaken, 'Confirm Code', { Code: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect(done.text).toContain('Your second factor is on. You were signed out everywhere else.');
  const codes = backupCodesOn(done);
  expect(new Set(codes).size).toBe(10);
  expect((await portal.db.identity.findUniqueOrThrow(identity)).hasSecondFactor).toBe(true);
  expect((await elsewhere.person.open('/account')).at).toBe('/sign-in');

  const file = await person.press(done, 'Download as Text');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename=backup-codes.txt');
  expect(file.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(file.html.split('\r\n')).toEqual(expect.arrayContaining(codes));
  expect((await person.open('/account')).text).toContain('On: to sign in, a code of your app is needed');
  expect((await person.open(HOME)).text).toContain('You have 10 backup codes left');
  expect(await recorded('jane@guest.example')).toContain('identity.second-factor-on');
});

test('neither the key nor the codes lie readable in the database or in the log', async () => {
  const { codes } = await protectedMember('sealed@guest.example');
  const { id } = await portal.db.identity.findUniqueOrThrow({ where: { email: 'sealed@guest.example' } });
  const row = JSON.stringify(await portal.db.secondFactor.findUniqueOrThrow({ where: { identityId: id } }));
  const said = [row, ...portal.logged].join('\n');
  expect(codes.filter((code) => said.includes(code))).toEqual([]);
  expect(said).not.toMatch(/otpauth|"secret":"[A-Za-z0-9]{32}"/);
});

test('after the password a code is asked for, and nothing of the account is open before it', async () => {
  const { app } = await protectedMember('two@guest.example');
  const { person, page } = await enterPassword('two@guest.example');
  expect([page.at, page.title]).toEqual(['/sign-in/code', 'Enter your code']);
  for (const path of ['/account', HOME, `${HOME}/off`]) expect((await person.open(path)).at).toBe('/sign-in');
  const signedIn = async () =>
    (await recorded('two@guest.example')).filter((one) => one === 'user.signed-in');
  const before = await signedIn();
  const account = await person.press(page, 'Sign In', { Code: await app.code(1) });
  expect(account.at).toBe('/account');
  expect(await signedIn()).toHaveLength(before.length + 1);
});

test('a code works once: whoever read it over a shoulder comes too late', async () => {
  const { app } = await protectedMember('seen@guest.example');
  const code = await app.code(1);
  const [own, thief] = [await enterPassword('seen@guest.example'), await enterPassword('seen@guest.example')];
  const pages = await Promise.all(
    [own, thief].map(({ person, page }) => person.press(page, 'Sign In', { Code: code })),
  );
  expect(pages.map(({ at }) => at).sort()).toEqual(['/account', '/sign-in/code']);
  expect(pages.find(({ status }) => status === 422)?.text).toContain('This code does not work.');
});

test('a backup code opens the account once, however it is typed, and is recorded', async () => {
  const { codes } = await protectedMember('paper@guest.example');
  const [first = '', second = ''] = codes;
  const { person, page } = await enterPassword('paper@guest.example');
  expect(page.html).toContain('href="/sign-in/backup-code"');
  const form = await person.open('/sign-in/backup-code');
  const account = await person.press(form, 'Sign In', {
    'Backup Code': ` ${first.toUpperCase().replace('-', ' ')}`,
  });
  expect(account.at).toBe('/account');
  expect((await person.open(HOME)).text).toContain('You have 9 backup codes left');
  expect(await recorded('paper@guest.example')).toContain('identity.backup-code-used');

  const again = (await enterPassword('paper@guest.example')).person;
  const used = await again.press(await again.open('/sign-in/backup-code'), 'Sign In', {
    'Backup Code': first,
  });
  expect([used.status, used.at]).toEqual([422, '/sign-in/backup-code']);
  expect((await again.press(used, 'Sign In', { 'Backup Code': second })).at).toBe('/account');
});

test('of ten uses of one backup code at once, one opens the account, and the others are told that it does not work', async () => {
  const { codes } = await protectedMember('race@guest.example');
  const racers = await Promise.all(Array.from({ length: 10 }, () => enterPassword('race@guest.example')));
  const pages = await Promise.all(
    racers.map(({ person }) => person.post('/sign-in/backup-code', { code: codes[0] ?? '' })),
  );
  expect(pages.filter(({ at }) => at === '/account')).toHaveLength(1);
  expect(pages.filter(({ status }) => status === 422)).toHaveLength(9);
});

test('new backup codes take the place of the old ones', async () => {
  const { person, codes } = await protectedMember('fresh@guest.example');
  const asked = await person.open(`${HOME}/codes`);
  expect((await person.press(asked, 'New Backup Codes', { Password: 'wrong wrong' })).status).toBe(422);
  const made = await person.press(asked, 'New Backup Codes', { Password: PASSWORD });
  const fresh = backupCodesOn(made);
  expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
  const { person: next } = await enterPassword('fresh@guest.example');
  const old = await next.post('/sign-in/backup-code', { code: codes[0] ?? '' });
  expect(old.status).toBe(422);
  expect((await next.post('/sign-in/backup-code', { code: fresh[0] ?? '' })).at).toBe('/account');
});

test('it is turned off with the password, and then the password is enough', async () => {
  const { person } = await protectedMember('off@guest.example');
  const asked = await person.open(`${HOME}/off`);
  expect((await person.press(asked, 'Turn Off', { Password: 'wrong wrong' })).status).toBe(422);
  const off = await person.press(asked, 'Turn Off', { Password: PASSWORD });
  expect(off.at).toBe('/account?note=second-factor-off');
  expect(off.text).toContain('Your second factor is off: your password alone is enough to sign in.');
  expect((await enterPassword('off@guest.example')).page.at).toBe('/account');
  expect(await recorded('off@guest.example')).toContain('identity.second-factor-off');
});

test('where a workspace requires it, it is set up before anything else, and stays on', async () => {
  const strict = await portal.createWorkspace({ name: 'Strict', ownerEmail: 'owner@strict.example' });
  const person = await member('required@guest.example');
  expect((await person.open('/account')).at).toBe('/account');
  const { token } = await strict.invite('required@guest.example');
  await person.post(`/invitation/${token}`, { firstName: 'Jane', lastName: 'Doe', password: PASSWORD });
  expect((await person.open('/account')).at).toBe('/account');
  await portal.db.workspace.update({
    where: { id: strict.workspaceId },
    data: { requireSecondFactor: true },
  });

  const led = await person.open('/account');
  expect([led.at, led.title]).toEqual([HOME, 'Set up a second factor']);
  expect(led.text).toContain('Strict requires a second factor. Your account opens when you have set it up.');
  expect((await person.open(`/account/ownership/${strict.workspaceId}`)).at).toBe(HOME);
  expect((await enterPassword('required@guest.example')).page.at).toBe(HOME);
  const connect = await person.press(led, 'Set Up Second Factor', { Password: PASSWORD });
  expect((await person.open('/account')).at).toBe(HOME);
  const code = { Code: await authenticatorOf(connect).code() };
  await person.press(connect, 'Confirm Code', code);
  expect((await person.open('/account')).at).toBe('/account');

  const on = await person.open(HOME);
  expect(on.text).toContain('It stays on because Strict requires it.');
  expect(on.html).not.toContain(`${HOME}/off`);
  for (const refused of [
    await person.open(`${HOME}/off`),
    await person.post(`${HOME}/off`, { password: PASSWORD }),
  ]) {
    expect([refused.status, refused.title]).toEqual([409, 'Your second factor stays on']);
    expect(refused.html).toContain('href="/account"');
  }
  const where = { workspaceId: strict.workspaceId, email: 'required@guest.example' };
  await portal.db.user.updateMany({ where, data: { status: 'INACTIVE' } });
  const asked = await person.open(`${HOME}/off`);
  expect((await person.press(asked, 'Turn Off', { Password: PASSWORD })).at).toBe(
    '/account?note=second-factor-off',
  );
  expect((await person.open('/account')).at).toBe('/account');
});

test('an admin resets what is for their workspace alone, and nothing that protects another one', async () => {
  const other = await portal.createWorkspace({ name: 'Another', ownerEmail: 'owner@another.example' });
  await protectedMember('shared@guest.example');
  const { token } = await other.invite('shared@guest.example');
  await visitor().post(`/invitation/${token}`, { firstName: 'Jane', lastName: 'Doe', password: PASSWORD });
  const here = { workspaceId: workspace.workspaceId, email: 'shared@guest.example' };
  const reset = async () =>
    resetSecondFactor(portal.deps, {
      actor: { workspaceId: workspace.workspaceId, userId: workspace.ownerId },
      user: await portal.db.user.findFirstOrThrow({ where: here }),
      ...{ reason: '', origin: { source: 'SLACK' } },
    });
  const isOn = async () =>
    (await portal.db.identity.findUniqueOrThrow({ where: { email: here.email } })).hasSecondFactor;
  expect(await refusals([reset()])).toEqual(['SECOND_FACTOR_SHARED']);
  expect(await isOn()).toBe(true);
  const there = { workspaceId: other.workspaceId, email: here.email };
  await portal.db.user.updateMany({ where: there, data: { status: 'INACTIVE' } });
  await reset();
  expect(await isOn()).toBe(false);
});

test('nobody resets their own, the Owner’s, one where there is none, or without permission; of five at once, one does', async () => {
  await protectedMember('admin@guest.example', 'Admin');
  await member('plain@guest.example');
  const [admin, plain, owner] = await Promise.all(
    [{ email: 'admin@guest.example' }, { email: 'plain@guest.example' }, { id: workspace.ownerId }].map(
      (where) => portal.db.user.findFirstOrThrow({ where }),
    ),
  );
  if (!admin || !plain || !owner) throw new Error('somebody is missing');
  const by = (actor: typeof admin, about: typeof admin) =>
    resetSecondFactor(portal.deps, {
      actor: { workspaceId: workspace.workspaceId, userId: actor.id },
      user: about,
      ...{ reason: '', origin: { source: 'SLACK' } },
    });
  expect(await refusals([by(admin, admin)])).toEqual(['OWN_ACCOUNT']);
  expect(await refusals([by(admin, owner)])).toEqual(['USER_IS_OWNER']);
  expect(await refusals([by(plain, admin)])).toEqual(['NOT_PERMITTED']);
  expect(await refusals([by(owner, plain)])).toEqual(['NO_SECOND_FACTOR']);
  expect(await refusals(Array.from({ length: 5 }, () => by(owner, admin)))).toHaveLength(4);
  expect(
    (await recorded('admin@guest.example')).filter((action) => action === 'user.second-factor-reset'),
  ).toHaveLength(1);
});

test('guessing ends after ten tries, also for somebody who begins again from another address', async () => {
  const { app } = await protectedMember('guessed@guest.example');
  const statuses = [];
  for (let round = 0; round < 3; round++) {
    const { person } = await enterPassword('guessed@guest.example');
    for (let guess = 0; guess < 4; guess++) {
      const code = String(100_000 + round * 10 + guess);
      statuses.push((await person.post('/sign-in/code', { code })).status);
    }
  }
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 422));
  expect(statuses.slice(10)).toEqual([429, 429]);
  const { person } = await enterPassword('guessed@guest.example');
  expect((await person.post('/sign-in/code', { code: await app.code(1) })).status).toBe(429);
});

test('nobody gets in beside it: not by a new password, an invitation, or the step without the password', async () => {
  await protectedMember('side@guest.example');
  const person = visitor();
  expect((await person.open('/sign-in/code')).at).toBe('/sign-in?note=code-ended');
  expect((await person.post('/sign-in/code', { code: '123456' })).at).toBe('/sign-in?note=code-ended');

  await person.post('/forgot-password', { email: 'side@guest.example' });
  const link = await mailedLink('password');
  const reset = await person.post(link, { password: 'copper lantern drifting eleven' });
  expect(reset.at).toBe('/sign-in?note=new-password');
  expect(reset.text).toContain('Your new password is set. Sign in with it and a code of your app.');
  expect((await person.open('/account')).at).toBe('/sign-in');

  const other = await portal.createWorkspace({ name: 'Other', ownerEmail: 'other@other.example' });
  const { token } = await other.invite('side@guest.example');
  const names = { firstName: 'Jane', lastName: 'Doe' };
  const joined = await person.post(`/invitation/${token}`, {
    ...names,
    password: 'copper lantern drifting eleven',
  });
  expect(joined.at).toBe('/sign-in?note=second-factor');
  expect((await person.open('/account')).at).toBe('/sign-in');
});

test('a challenge that took ten minutes has ended, and so has one of somebody who was deactivated', async () => {
  const { app } = await protectedMember('slow@guest.example');
  const slow = await enterPassword('slow@guest.example');
  await portal.pool.query(`UPDATE verification SET expires_at = now() - interval '1 second'`);
  const late = await slow.person.press(slow.page, 'Sign In', { Code: await app.code(1) });
  expect(late.at).toBe('/sign-in?note=code-ended');
  expect(late.text).toContain('Sign in once more.');
  const out = await enterPassword('slow@guest.example');
  await portal.pool.query(`UPDATE "user" SET status = 'INACTIVE' WHERE email = 'slow@guest.example'`);
  const refused = await out.person.press(out.page, 'Sign In', { Code: await app.code(1) });
  expect([refused.status, refused.title]).toEqual([403, 'Your account is not active']);
  expect((await out.person.open('/account')).at).toBe('/sign-in');
});

test('somebody signed in as one person gets no session of another by that one’s code', async () => {
  const ann = await protectedMember('ann@guest.example');
  await protectedMember('bob@guest.example');
  const { person } = await enterPassword('bob@guest.example');
  for (const [name, value] of ann.person.cookies)
    if (!person.cookies.has(name)) person.cookies.set(name, value);
  const page = await person.post('/sign-in/code', { code: await ann.app.code(1) });
  expect(page.text).toContain('ann@guest.example');
  expect(page.text).not.toContain('bob@guest.example');
  expect((await recorded('bob@guest.example')).filter((action) => action === 'user.signed-in')).toHaveLength(
    1,
  );
});

test('the pages take no form of another site', async () => {
  const { person } = await protectedMember('csrf@guest.example');
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  for (const path of [HOME, `${HOME}/confirm`, `${HOME}/codes`, `${HOME}/off`, `${HOME}/codes.txt`]) {
    expect([path, (await person.post(path, { password: PASSWORD }, foreign)).status]).toEqual([path, 403]);
  }
});

test('in a German workspace the pages are German', async () => {
  const { person, app } = await protectedMember('jana@gast.example');
  const german = (language: 'DE' | 'EN') =>
    portal.db.workspace.update({ where: { id: workspace.workspaceId }, data: { language } });
  await german('DE');
  expect((await person.open(HOME)).text).toContain('Sie haben noch 10 Ersatzcodes');
  expect((await person.open(`${HOME}/codes`)).title).toBe('Neue Ersatzcodes erstellen');
  const other = visitor();
  const page = await other.post('/sign-in', { email: 'jana@gast.example', password: PASSWORD });
  expect(page.title).toBe('Geben Sie Ihren Code ein');
  expect((await other.open('/sign-in/backup-code')).text).toContain('die Menschen, die Fluxera betreiben.');
  const wrong = await other.press(page, 'Anmelden', { Code: '000000' });
  expect(wrong.text).toContain('Dieser Code funktioniert nicht.');
  expect((await other.press(wrong, 'Anmelden', { Code: await app.code(1) })).at).toBe('/account');
  await german('EN');
});
