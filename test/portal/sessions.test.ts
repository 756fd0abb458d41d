import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';
import { DAY_MS, type TestWorkspace } from '../harness/world.ts';

let portal: PortalWorld;
let workspace: TestWorkspace;
let count = 0;

beforeAll(async () => {
  portal = await startPortal();
  workspace = await portal.createWorkspace();
  await portal.deliverMails();
});

afterAll(async () => {
  await portal.close();
});

const PASSWORD = 'violet harbour tractor nineteen';
const OTHER_PASSWORD = 'copper lantern drifting eleven';

function visitor(): Visitor {
  count += 1;
  return createVisitor(portal.url, `198.51.100.${count}`);
}

/** Somebody who has accepted; `link`: to verify their address. */
async function accepted(email: string) {
  const { token } = await workspace.invite(email);
  const person = visitor();
  await person.post(`/invitation/${token}`, { firstName: 'Jane', lastName: 'Doe', password: PASSWORD });
  return { person, token, link: await mailedLink('verify') };
}

async function member(email: string): Promise<Visitor> {
  const { person, link } = await accepted(email);
  await person.press(await person.open(link), 'Verify Email Address');
  return person;
}

async function mailedLink(kind: 'verify' | 'password'): Promise<string> {
  const mails = await portal.deliverMails();
  return mails.flatMap(({ text }) => text.match(new RegExp(`/${kind}/[\\w-]+`)) ?? []).at(-1) ?? '';
}

async function signIn(email: string, password = PASSWORD) {
  const person = visitor();
  const page = await person.press(await person.open('/sign-in'), 'Sign In', {
    'Email Address': email,
    Password: password,
  });
  return { person, page };
}

test('deactivation ends a session with the next request, and reactivation brings it back', async () => {
  const person = await member('leaver@guest.example');
  expect((await person.open('/account')).at).toBe('/account');
  await portal.pool.query(`UPDATE "user" SET status = 'INACTIVE' WHERE email = 'leaver@guest.example'`);
  expect((await person.open('/account')).at).toBe('/sign-in');
  const { page } = await signIn('leaver@guest.example');
  expect([page.status, page.title]).toEqual([403, 'Your account is not active']);
  expect(page.text).toContain('Olivia Stone');
  await portal.pool.query(`UPDATE "user" SET status = 'ACTIVE' WHERE email = 'leaver@guest.example'`);
  expect((await person.open('/account')).at).toBe('/account');
});

test('a wrong password, an unknown address and a deactivated person with a wrong password look alike', async () => {
  await member('known@guest.example');
  await member('gone@guest.example');
  await portal.pool.query(`UPDATE "user" SET status = 'INACTIVE' WHERE email = 'gone@guest.example'`);
  const pages = [];
  for (const email of ['known@guest.example', 'unknown@guest.example', 'gone@guest.example']) {
    const { page } = await signIn(email, 'not the right password');
    expect(page.status).toBe(422);
    expect(page.field('Email Address').getAttribute('value')).toBe(email);
    expect(page.html).not.toContain('not the right password');
    pages.push(page.text.replaceAll(email, ''));
  }
  expect(new Set(pages).size).toBe(1);
});

test('whoever has not verified gets the verification mail again, but only with the right password', async () => {
  await accepted('waiting@guest.example');
  expect((await signIn('waiting@guest.example', 'wrong wrong wrong')).page.status).toBe(422);
  expect(await portal.jobs('mail-verification')).toHaveLength(0);
  const { page, person } = await signIn('waiting@guest.example');
  expect(page.title).toBe('Check your mail');
  expect(await portal.jobs('mail-verification')).toHaveLength(1);
  expect((await person.open('/account')).at).toBe('/sign-in');
});

test('opening a verification link changes nothing; an ended one can be exchanged for a new one', async () => {
  const { person, link } = await accepted('slow@guest.example');
  for (const method of ['GET', 'HEAD', 'GET']) await person.open(link, { method });
  const status = async () =>
    (await portal.db.user.findFirstOrThrow({ where: { email: 'slow@guest.example' } })).status;
  expect(await status()).toBe('UNVERIFIED');
  portal.passTime(DAY_MS);
  const ended = await person.open(link);
  expect([ended.status, ended.title]).toEqual([410, 'This link has ended']);
  expect((await person.post(link, {})).title).toBe('This link has ended');
  expect(await status()).toBe('UNVERIFIED');
  await person.press(ended, 'Send a New Link');
  const fresh = await person.open(await mailedLink('verify'));
  expect((await person.press(fresh, 'Verify Email Address')).at).toBe('/account');
  expect(await status()).toBe('ACTIVE');
  portal.passTime(-DAY_MS);
});

test('a link for one purpose is worth nothing for another', async () => {
  const { token, link } = await accepted('mixed@guest.example');
  const verification = link.split('/').at(-1);
  for (const path of [`/verify/${token}`, `/password/${token}`, `/password/${verification}`]) {
    expect([path, (await visitor().open(path)).status]).toEqual([path, 404]);
  }
  expect((await visitor().open(`/invitation/${verification}`)).status).toBe(404);
});

test('a new password ends every session, works once, and the old one is dead', async () => {
  const elsewhere = await member('forgetful@guest.example');
  const person = visitor();
  const asked = await person.press(await person.open('/forgot-password'), 'Send Link', {
    'Email Address': ' Forgetful@guest.example',
  });
  expect(asked.title).toBe('Check your mail');
  const link = await mailedLink('password');
  const page = await person.open(link);
  const weak = await person.press(page, 'Set Password', { Password: 'forgetful1' });
  expect([weak.status, weak.text]).toEqual([422, expect.stringContaining('too easy to guess')]);
  expect((await person.press(page, 'Set Password', { Password: OTHER_PASSWORD })).at).toBe('/account');
  expect((await elsewhere.open('/account')).at).toBe('/sign-in');
  expect((await signIn('forgetful@guest.example')).page.status).toBe(422);
  expect((await signIn('forgetful@guest.example', OTHER_PASSWORD)).page.at).toBe('/account');
  expect((await person.open(link)).status).toBe(404);
  expect(await portal.db.activity.count({ where: { action: 'identity.password-set' } })).toBe(1);
});

test('a password link ends after a day and says how to get another', async () => {
  await member('sleepy@guest.example');
  const person = visitor();
  await person.post('/forgot-password', { email: 'sleepy@guest.example' });
  const link = await mailedLink('password');
  portal.passTime(DAY_MS);
  for (const page of [await person.open(link), await person.post(link, { password: OTHER_PASSWORD })]) {
    expect([page.status, page.title]).toEqual([410, 'This link has ended']);
    expect(page.html).toContain('href="/forgot-password"');
  }
  portal.passTime(-DAY_MS);
  expect((await signIn('sleepy@guest.example', OTHER_PASSWORD)).page.status).toBe(422);
});

test('of ten uses of one password link at once, one sets the password', async () => {
  await member('tenfold@guest.example');
  await visitor().post('/forgot-password', { email: 'tenfold@guest.example' });
  const link = await mailedLink('password');
  const pages = await Promise.all(
    Array.from({ length: 10 }, (_none, index) =>
      visitor().post(link, { password: `${OTHER_PASSWORD} ${index}` }),
    ),
  );
  expect(pages.filter(({ at }) => at === '/account')).toHaveLength(1);
  expect(pages.filter(({ status }) => status === 404)).toHaveLength(9);
});

test('nobody learns from the password form who has an account', async () => {
  await member('somebody@guest.example');
  const answers = [];
  for (const email of ['somebody@guest.example', 'nobody@guest.example']) {
    const page = await visitor().post('/forgot-password', { email });
    answers.push([page.status, page.text]);
  }
  expect(answers[0]).toEqual(answers[1]);
  const mails = await portal.deliverMails();
  expect(mails.map(({ to }) => to.email)).toEqual(['somebody@guest.example']);
});

test('the first Owner chooses a password with the link of the set-up', async () => {
  await portal.createWorkspace({ name: 'Contoso', ownerEmail: 'oscar@contoso.example' });
  const link = await mailedLink('password');
  const person = visitor();
  const page = await person.open(link);
  expect(page.title).toBe('Choose your password');
  const account = await person.press(page, 'Set Password', { Password: OTHER_PASSWORD });
  expect(account.text).toContain('Contoso');
  expect(account.text).toContain('manage billing');
});

test('a session that was not used for as long as the workspace says has ended, and the page says why', async () => {
  const minutes = (count: number) => portal.passTime(count * 60_000);
  const setIdle = (idle: 'QUARTER_HOUR' | 'WEEK') =>
    portal.db.workspace.update({ where: { id: workspace.workspaceId }, data: { sessionIdle: idle } });
  const person = await member('idle@guest.example');
  await setIdle('QUARTER_HOUR');
  minutes(14);
  expect((await person.open('/account')).at).toBe('/account');
  minutes(14);
  expect((await person.open('/account')).at).toBe('/account');
  minutes(15);
  const cookies = new Map(person.cookies);
  const ended = await person.open('/account');
  expect([ended.status, ended.at]).toEqual([200, '/sign-in?note=idle']);
  expect(ended.text).toContain('because nothing had been done here for a while');
  await setIdle('WEEK');
  for (const [name, value] of cookies) person.cookies.set(name, value);
  expect((await person.open('/account')).at).toBe('/sign-in');
  minutes(-43);
});

test('of somebody in several workspaces the shortest time counts, and one that they left counts no more', async () => {
  const HOUR_MS = 3_600_000;
  const person = await member('two@guest.example');
  const strict = await portal.createWorkspace({ name: 'Strict', ownerEmail: 'strict@strict.example' });
  const { token } = await strict.invite('two@guest.example');
  await person.post(`/invitation/${token}`, { firstName: 'Jane', lastName: 'Doe', password: PASSWORD });
  await portal.db.workspace.update({ where: { id: strict.workspaceId }, data: { sessionIdle: 'HOUR' } });
  portal.passTime(2 * HOUR_MS);
  expect((await person.open('/account')).at).toBe('/sign-in?note=idle');
  portal.passTime(-2 * HOUR_MS);
  const again = await signIn('two@guest.example');
  await portal.db.user.updateMany({
    where: { workspaceId: strict.workspaceId, email: 'two@guest.example' },
    data: { status: 'INACTIVE' },
  });
  portal.passTime(2 * HOUR_MS);
  expect((await again.person.open('/account')).at).toBe('/account');
  portal.passTime(-2 * HOUR_MS);
});

test('a session survives neither a changed cookie nor the end of its week', async () => {
  const person = await member('weekly@guest.example');
  const [name = '', value = ''] = [...person.cookies][0] ?? [];
  person.cookies.set(name, `${value.slice(0, 5)}${value[5] === 'x' ? 'y' : 'x'}${value.slice(6)}`);
  expect((await person.open('/account')).at).toBe('/sign-in');
  person.cookies.set(name, value);
  expect((await person.open('/account')).at).toBe('/account');
  await portal.pool.query("UPDATE session SET expires_at = now() - interval '1 second'");
  expect((await person.open('/account')).at).toBe('/sign-in');
});

/** What the page says of each session, the one last used first. */
const sessionsOn = (page: { text: string }) =>
  (/Where you are signed in\n([\s\S]+?)\nSign Out/.exec(page.text)?.[1] ?? '').split('\n');

test('people see where they are signed in, and sign out everywhere else, which is recorded', async () => {
  const email = 'several@guest.example';
  const here = await member(email);
  const alone = await here.open('/account');
  expect(sessionsOn(alone).join(' ')).toMatch(
    /· 198\.51\.100\.\d+ ?This browser, since \d+ \w+ \d{4}, \d\d:\d\d \(UTC\)$/,
  );
  expect(alone.html).not.toContain('Sign Out Everywhere Else');

  const { person: elsewhere } = await signIn(email);
  const both = await here.open('/account');
  expect(sessionsOn(both).join(' ')).toMatch(/This browser/);
  expect(sessionsOn(both).join(' ')).toMatch(/Since .+; last used .+ \(UTC\)/);
  const done = await here.press(both, 'Sign Out Everywhere Else');
  expect(done.text).toContain('You are signed out everywhere but here.');
  expect(sessionsOn(done).join(' ')).not.toContain('last used');
  expect((await elsewhere.open('/account')).at).toBe('/sign-in');
  expect((await here.open('/account')).at).toBe('/account');

  // Once more, from a page that was still open: there is nothing to end, and nothing to record.
  await here.post('/account/sessions/end', {});
  const { id } = await portal.db.user.findFirstOrThrow({ where: { email } });
  const recorded = { action: 'identity.sessions-ended', subjectId: id };
  expect(await portal.db.activity.findMany({ where: recorded })).toMatchObject([
    { actorId: id, source: 'PORTAL', ipAddress: expect.stringMatching(/^198\.51\.100\./) },
  ]);
});

test('a session that was unused for too long is in nobody’s list, and no stranger ends any', async () => {
  const email = 'unused@guest.example';
  await member(email);
  const { person: here } = await signIn(email);
  await portal.pool.query(
    `UPDATE session SET last_used_at = now() - interval '8 days'
     WHERE id = (SELECT s.id FROM session s JOIN identity i ON i.id = s.identity_id WHERE i.email = $1 ORDER BY s.created_at LIMIT 1)`,
    [email],
  );
  const page = await here.open('/account');
  expect(page.html).not.toContain('Sign Out Everywhere Else');
  const before = await portal.db.session.count();
  expect((await visitor().post('/account/sessions/end', {})).at).toBe('/sign-in');
  const foreign = await here.post('/account/sessions/end', {}, { 'sec-fetch-site': 'cross-site' });
  expect(foreign.status).toBe(403);
  expect(await portal.db.session.count()).toBe(before);
});

test('a long address is told as the network that it is kept as, and a browser by the name that people know', async () => {
  const person = createVisitor(portal.url, '2001:db8:7:1:aaaa::9');
  await member('long@guest.example');
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  const fields = { email: 'long@guest.example', password: PASSWORD };
  await person.post('/sign-in', fields, { 'user-agent': safari });
  expect(sessionsOn(await person.open('/account')).join(' ')).toContain('Safari, iPhone · 2001:db8:7:1::/64');
});
