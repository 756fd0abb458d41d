import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLimits } from '../../src/portal/limits.ts';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import { createVisitor } from '../harness/visitor.ts';
import type { TestWorkspace } from '../harness/world.ts';

let portal: PortalWorld;
let workspace: TestWorkspace;

beforeAll(async () => {
  portal = await startPortal();
  workspace = await portal.createWorkspace();
});

afterAll(async () => {
  await portal.close();
});

const filledIn = { firstName: 'Jane', lastName: 'Doe', password: 'violet harbour tractor nineteen' };

test('every page forbids scripts, frames, foreign forms, referrers to others and storing', async () => {
  const { token } = await workspace.invite('headers@guest.example');
  const visitor = createVisitor(portal.url);
  for (const path of [`/invitation/${token}`, '/sign-in', '/forgot-password', '/verify/x', '/password/x']) {
    const { headers } = await visitor.open(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';style-src 'self';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('the style sheet is found, and may be kept', async () => {
  const visitor = createVisitor(portal.url);
  const { html } = await visitor.open('/sign-in');
  const sheet = await visitor.open(html.match(/\/assets\/[\w-]+\.css/)?.[0] ?? '');
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  expect(sheet.headers.get('cache-control')).toContain('immutable');
});

test('opening an invitation, with GET or HEAD, any number of times, changes nothing', async () => {
  const { id, token } = await workspace.invite('scanner@guest.example');
  const before = await portal.db.invitation.findFirstOrThrow({ where: { id } });
  const activity = await portal.db.activity.count();
  for (const method of ['HEAD', 'GET', 'HEAD', 'GET']) {
    expect((await createVisitor(portal.url).open(`/invitation/${token}`, { method })).status).toBe(200);
  }
  expect(await portal.db.invitation.findFirstOrThrow({ where: { id } })).toEqual(before);
  expect(await portal.db.activity.count()).toBe(activity);
});

test.each([
  ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['of another port', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
  ['that hides where it comes from', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['of an old browser, with a foreign origin', { origin: 'https://evil.example', 'sec-fetch-site': 'none' }],
])('a form %s is refused and nothing is done', async (_case, headers) => {
  const { id, token } = await workspace.invite(`csrf${Object.values(headers).join('').length}@guest.example`);
  const visitor = createVisitor(portal.url);
  const page = await visitor.post(`/invitation/${token}`, filledIn, headers);
  expect([page.status, page.title]).toEqual([403, 'This form came from somewhere else']);
  expect((await visitor.post('/sign-in', { email: 'a@b.example', password: 'x' }, headers)).status).toBe(403);
  expect((await portal.db.invitation.findFirstOrThrow({ where: { id } })).status).toBe('PENDING');
});

test('the address comes from the invitation, whatever the form says', async () => {
  const { token } = await workspace.invite('invited@guest.example');
  await createVisitor(portal.url).post(`/invitation/${token}`, {
    ...filledIn,
    email: 'attacker@evil.example',
    address: 'attacker@evil.example',
    roleId: 'OWNER',
    status: 'ACTIVE',
  });
  expect(await portal.db.user.count({ where: { email: 'attacker@evil.example' } })).toBe(0);
  expect(await portal.db.user.findFirst({ where: { email: 'invited@guest.example' } })).toMatchObject({
    roleKind: 'MEMBER',
    status: 'UNVERIFIED',
  });
});

test('names and message appear as typed, and nothing in them is run', async () => {
  const message = '<img src=x onerror=alert(1)>\r\nBcc: all@x.example\n"quoted" & \'single\' {{name}}';
  const { token } = await workspace.invite('html@guest.example', {
    firstName: '<script>alert(1)</script>',
    message,
  });
  const page = await createVisitor(portal.url).open(`/invitation/${token}`);
  expect(page.html).not.toContain('<script');
  expect(page.html).not.toContain('<img');
  expect(page.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page.html).toContain('&quot;quoted&quot; &amp; &#x27;single&#x27; {{name}}');
});

test('names are kept on one line without control characters, wherever they are typed', async () => {
  const odd = { firstName: ' Ja\u0000ne\n\n:siren:\t*Security ', lastName: 'Doe\r\nBcc:\u001b[31m' };
  const names = { firstName: 'Jane :siren: *Security', lastName: 'Doe Bcc:[31m' };
  const { token } = await workspace.invite('odd@guest.example', {
    ...odd,
    message: 'Hi\r\n\u0000\u0007there\rall\ttogether\n',
  });
  const email = 'odd@guest.example';
  expect(await portal.db.invitation.findFirst({ where: { email } })).toMatchObject({
    ...names,
    message: 'Hi\nthere\nall together',
  });
  const visitor = createVisitor(portal.url);
  const nameless = await visitor.post(`/invitation/${token}`, { ...filledIn, firstName: '\u0000\n' });
  expect([nameless.status, nameless.text]).toEqual([422, expect.stringContaining('Enter your first name')]);
  const accepted = await visitor.post(`/invitation/${token}`, { ...filledIn, ...odd });
  expect([accepted.status, accepted.title]).toEqual([200, 'Check your mail']);
  expect(await portal.db.user.findFirst({ where: { email } })).toMatchObject(names);
  expect(await portal.db.identity.findFirst({ where: { email } })).toMatchObject({
    name: 'Jane :siren: *Security Doe Bcc:[31m',
  });
  const signIn = await visitor.post('/sign-in', { email: 'a\u0000b@guest.example', password: 'x\u0000y' });
  expect(signIn.status).toBe(422);
  const { workspaceId } = await portal.createWorkspace({
    name: 'Con\u0000toso\n Ltd',
    ownerEmail: 'o@contoso.example',
  });
  expect((await portal.db.workspace.findUniqueOrThrow({ where: { id: workspaceId } })).name).toBe(
    'Contoso Ltd',
  );
});

test('what was typed stays after an error, but never the password', async () => {
  const { token } = await workspace.invite('typo@guest.example');
  const visitor = createVisitor(portal.url);
  const open = await visitor.open(`/invitation/${token}`);
  const page = await visitor.press(open, 'Accept Invitation', {
    'First Name': 'Zoë "Z"',
    'Last Name': "O'Neil",
    Password: 'abcdefghijk',
  });
  expect(page.status).toBe(422);
  expect(page.field('First Name').getAttribute('value')).toBe('Zoë "Z"');
  expect(page.field('Last Name').getAttribute('value')).toBe("O'Neil");
  expect(page.field('Password').getAttribute('value')).toBeUndefined();
  expect(page.field('Password').getAttribute('aria-describedby')).toBe('password-hint password-problem');
  expect(page.html).toContain('href="#password"');
  const nameless = await visitor.post(`/invitation/${token}`, { ...filledIn, firstName: '  ' });
  expect([nameless.status, nameless.text]).toEqual([422, expect.stringContaining('Enter your first name')]);
});

test('a body that is too long or no form at all is refused', async () => {
  const visitor = createVisitor(portal.url);
  const long = await visitor.post('/sign-in', { email: 'x'.repeat(30_000), password: 'x' });
  expect([long.status, long.title]).toEqual([413, 'That did not arrive whole']);
  const json = await visitor.open('/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: '{"email":"a@b.example","password":"x"}',
  });
  expect(json.status).toBe(422);
});

test('cookies are out of reach for scripts and other sites, and new with each sign-in', async () => {
  const { token } = await workspace.invite('cookie@guest.example');
  const visitor = createVisitor(portal.url);
  await visitor.post(`/invitation/${token}`, filledIn);
  await portal.pool.query(`UPDATE "user" SET status = 'ACTIVE' WHERE email = 'cookie@guest.example'`);
  await portal.pool.query('UPDATE identity SET email_verified = true');
  const signIn = () =>
    fetch(`${portal.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ email: 'cookie@guest.example', password: filledIn.password }),
    });
  const cookies = [(await signIn()).headers.getSetCookie(), (await signIn()).headers.getSetCookie()].flat();
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) expect(cookie).toMatch(/Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax/);
  expect(cookies[0]?.split(';')[0]).not.toBe(cookies[1]?.split(';')[0]);
});

const guessAt = (email: string, ip: string) =>
  createVisitor(portal.url, ip).post('/sign-in', { email, password: 'guess' });

test('ten wrong passwords close an address for the place that they came from, and the time is told', async () => {
  const pages = await Promise.all(
    Array.from({ length: 12 }, () => guessAt('target@guest.example', '192.0.2.1')),
  );
  expect(pages.filter(({ status }) => status === 422)).toHaveLength(10);
  const closed = pages.find(({ status }) => status === 429);
  expect(closed?.title).toBe('Please wait a little');
  expect(Number(closed?.headers.get('retry-after'))).toBeGreaterThan(800);
  const { rows } = await portal.pool.query('SELECT key FROM rate_limit');
  expect(JSON.stringify(rows)).not.toContain('target');
  // Nobody is shut out by somebody elsewhere.
  expect((await guessAt('target@guest.example', '192.0.2.2')).status).toBe(422);
});

test('of IPv6, ten wrong passwords close an address for all that one company may have', async () => {
  const guess = (ip: string) => guessAt('company@guest.example', ip);
  for (let net = 1; net <= 10; net++) expect((await guess(`2001:db8:a:${net}::1`)).status).toBe(422);
  expect((await guess('2001:db8:a:ffff::1')).status).toBe(429);
  expect((await guess('2001:db8:b:1::1')).status).toBe(422);
});

test('a hundred wrong passwords from many places close an address for all of them', async () => {
  const limits = createLimits({ pool: portal.pool, now: portal.deps.now });
  for (let guess = 0; guess < 99; guess++) await limits.count({ 'sign-in/address': 'spread@guest.example' });
  expect((await guessAt('spread@guest.example', '192.0.2.3')).status).toBe(422);
  expect((await guessAt('spread@guest.example', '192.0.2.4')).status).toBe(429);
});

test('an office of thousands behind one address signs in: whoever is right takes no room from the others', async () => {
  const office = '192.0.2.5';
  const { token } = await workspace.invite('worker@guest.example');
  await createVisitor(portal.url, office).post(`/invitation/${token}`, filledIn);
  await portal.pool.query(`UPDATE "user" SET status = 'ACTIVE' WHERE email = 'worker@guest.example'`);
  await portal.pool.query('UPDATE identity SET email_verified = true');
  const limits = createLimits({ pool: portal.pool, now: portal.deps.now });
  for (let one = 0; one < 99; one++) await limits.count({ 'sign-in/ip': office });
  const right = { email: 'worker@guest.example', password: filledIn.password };
  for (let day = 0; day < 3; day++) {
    expect((await createVisitor(portal.url, office).post('/sign-in', right)).at).toBe('/account');
  }
  expect((await guessAt('worker@guest.example', office)).status).toBe(422);
  expect((await createVisitor(portal.url, office).post('/sign-in', right)).status).toBe(429);
});

test('whoever has a whole network of IPv6 is limited like anybody with one address', async () => {
  const ask = (address: string, index: number) =>
    createVisitor(portal.url, address).post('/forgot-password', { email: `nobody${index}@guest.example` });
  const first = Array.from({ length: 100 }, (_none, index) => ask(`2001:db8:0:7::${index + 1}`, index));
  expect((await Promise.all(first)).filter(({ status }) => status !== 200)).toEqual([]);
  expect((await ask('2001:db8:0:7:ffff:1:2:3', 100)).status).toBe(429);
  expect((await ask('2001:db8:0:8::1', 101)).status).toBe(200);
});

test('the verification mail can be sent again five times an hour', async () => {
  const { token } = await workspace.invite('again@guest.example');
  const visitor = createVisitor(portal.url);
  await visitor.post(`/invitation/${token}`, filledIn);
  const statuses = [];
  for (let round = 0; round < 6; round++) {
    statuses.push((await visitor.post(`/invitation/${token}/sent`, {})).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
});

test("addresses that lead nowhere, and Better Auth's own routes, are not there", async () => {
  const visitor = createVisitor(portal.url);
  for (const path of ['/nowhere', '/api/auth/get-session', '/api/auth/sign-up/email', '/invitation']) {
    const page = await visitor.open(path);
    expect([path, page.status, page.title]).toEqual([path, 404, 'There is no such page']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test('a fault shows a reference that is in the log, and neither has anything of the link', async () => {
  const { token } = await workspace.invite('fault@guest.example');
  expect(portal.logged).toEqual([]);
  await portal.pool.query('ALTER TABLE role_permission RENAME TO gone');
  const page = await createVisitor(portal.url).open(`/invitation/${token}`);
  await portal.pool.query('ALTER TABLE gone RENAME TO role_permission');
  expect([page.status, page.title]).toEqual([500, 'Something went wrong']);
  const reference = page.text.match(/Reference: (\w+)/)?.[1] ?? 'none';
  expect(portal.logged).toHaveLength(1);
  expect(portal.logged[0]).toContain(reference);
  expect(portal.logged[0]).toContain('/invitation/:token');
  expect(portal.logged[0]).not.toContain(token);
  expect(page.text).not.toContain('role_permission');
});
