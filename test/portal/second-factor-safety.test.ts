import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLimits } from '../../src/portal/limits.ts';
import { addressLink } from '../../src/users/address-link.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { editUser } from '../../src/users/edit-user.ts';
import { resetSecondFactor } from '../../src/users/reset-second-factor.ts';
import { authenticatorOf } from '../harness/authenticator.ts';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import { HOME, PASSWORD, secondFactorPeople } from '../harness/second-factor-people.ts';
import { createVisitor, type Visitor } from '../harness/visitor.ts';
import type { TestWorkspace } from '../harness/world.ts';

const OTHER_PASSWORD = 'copper lantern drifting eleven';
const origin = { source: 'SLACK' } as const;

let portal: PortalWorld;
let workspace: TestWorkspace;
let people: ReturnType<typeof secondFactorPeople>;

beforeAll(async () => {
  portal = await startPortal();
  workspace = await portal.createWorkspace();
  people = secondFactorPeople(portal, workspace);
  await portal.deliverMails();
});
afterAll(() => portal.close());

const user = (email: string, workspaceId = workspace.workspaceId) =>
  portal.db.user.findFirstOrThrow({ where: { email, workspaceId } });
const factor = async (email: string) => {
  const { hasSecondFactor, secondFactor } = await portal.db.identity.findUniqueOrThrow({
    where: { email },
    include: { secondFactor: true },
  });
  return { isOn: hasSecondFactor, verified: secondFactor?.verified };
};
const owner = () => ({ workspaceId: workspace.workspaceId, userId: workspace.ownerId });
const copyOf = (person: Visitor, ip = '203.0.113.200') => {
  const copy = createVisitor(portal.url, ip);
  for (const [name, value] of person.cookies) copy.cookies.set(name, value);
  return copy;
};

/** While it runs, the database does something else at that moment. */
async function meanwhile<Result>(when: string, what: string, run: () => Promise<Result>): Promise<Result> {
  await portal.pool.query(`
    CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${what}; RETURN NEW; END $$;
    CREATE TRIGGER meanwhile ${when} FOR EACH ROW EXECUTE FUNCTION meanwhile()`);
  try {
    return await run();
  } finally {
    await portal.pool.query('DROP FUNCTION meanwhile CASCADE');
  }
}

const crashed = <Result>(run: () => Promise<Result>) =>
  meanwhile('BEFORE INSERT ON session', `RAISE EXCEPTION 'crash'`, run);

describe('A crash in the middle locks nobody out', () => {
  test('of turning it on: it is on, the app works, and new backup codes can be made', async () => {
    const person = await people.member('crash-on@guest.example');
    const connect = await person.press(await person.open(HOME), 'Set Up Second Factor', {
      Password: PASSWORD,
    });
    const app = authenticatorOf(connect);
    const code = { Code: await app.code() };
    const broken = await crashed(() => person.press(connect, 'Confirm Code', code));
    expect(broken.status).toBe(500);
    expect(await factor('crash-on@guest.example')).toEqual({ isOn: true, verified: true });
    const { person: next, page } = await people.enterPassword('crash-on@guest.example');
    expect((await next.press(page, 'Sign In', { Code: await app.code(1) })).at).toBe('/account');
    const made = await next.press(await next.open(`${HOME}/codes`), 'New Backup Codes', {
      Password: PASSWORD,
    });
    expect(made.title).toBe('Your backup codes');
  });

  test('of turning it off: it is off, and can be set up again', async () => {
    const { person } = await people.protectedMember('crash-off@guest.example');
    const asked = await person.open(`${HOME}/off`);
    const broken = await crashed(() => person.press(asked, 'Turn Off', { Password: PASSWORD }));
    expect(broken.status).toBe(500);
    expect(await factor('crash-off@guest.example')).toEqual({ isOn: false, verified: undefined });
    expect((await people.enterPassword('crash-off@guest.example')).page.at).toBe('/account');
    const connect = await person.press(await person.open(HOME), 'Set Up Second Factor', {
      Password: PASSWORD,
    });
    const code = { Code: await authenticatorOf(connect).code() };
    expect((await person.press(connect, 'Confirm Code', code)).title).toBe('Your backup codes');
  });
});

describe('Two pages of one person at once', () => {
  test('that make a key: each is shown one, or begins again', async () => {
    const person = await people.member('two-pages@guest.example');
    const pages = await Promise.all(
      Array.from({ length: 5 }, () => copyOf(person).post(HOME, { password: PASSWORD })),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await factor('two-pages@guest.example')).toEqual({ isOn: false, verified: false });
  });

  test('of which one makes a key while the other confirms its own: the app would not know it, so it is off', async () => {
    const person = await people.member('other-key@guest.example');
    const connect = await person.press(await person.open(HOME), 'Set Up Second Factor', {
      Password: PASSWORD,
    });
    const code = { Code: await authenticatorOf(connect).code() };
    const page = await meanwhile(
      'BEFORE UPDATE OF has_second_factor ON identity',
      `UPDATE second_factor SET secret = 'another' WHERE identity_id = NEW.id AND NEW.has_second_factor`,
      () => person.press(connect, 'Confirm Code', code),
    );
    expect([page.at, page.title]).toEqual([HOME, 'Set up a second factor']);
    expect(await factor('other-key@guest.example')).toEqual({ isOn: false, verified: undefined });
  });

  test('a button that was pressed twice costs neither the second factor nor the sign-in', async () => {
    const person = await people.member('twice@guest.example');
    const connect = await person.press(await person.open(HOME), 'Set Up Second Factor', {
      Password: PASSWORD,
    });
    const code = await authenticatorOf(connect).code();
    await person.press(connect, 'Confirm Code', { Code: code });
    expect((await person.post(`${HOME}/confirm`, { code })).at).toBe(HOME);

    const { person: next, page } = await people.enterPassword('twice@guest.example');
    const pressedTwice = copyOf(next);
    const right = { Code: await authenticatorOf(connect).code(1) };
    expect((await next.press(page, 'Sign In', right)).at).toBe('/account');
    expect((await next.press(page, 'Sign In', right)).at).toBe('/account');
    const led = await pressedTwice.press(page, 'Sign In', right);
    expect([led.at, led.text]).toEqual([
      '/sign-in?note=code-ended',
      expect.stringContaining('or the code was sent twice. Sign in once more.'),
    ]);
  });
});

test('a button that is pressed again while the first press is under way leads on', async () => {
  const email = 'impatient@guest.example';
  const person = await people.member(email);
  const connect = await person.press(await person.open(HOME), 'Set Up Second Factor', { Password: PASSWORD });
  const { identityId } = await user(email);
  const whileCodeIsTaken = <Result>(what: string, run: () => Promise<Result>) =>
    meanwhile(
      'BEFORE INSERT ON rate_limit',
      `IF NEW.key LIKE 'second-factor/code:%' THEN ${what}; END IF`,
      run,
    );
  const taken = await whileCodeIsTaken(
    `UPDATE identity SET has_second_factor = true WHERE id = '${identityId}'`,
    () => person.press(connect, 'Confirm Code', { Code: '000000' }),
  );
  expect([taken.at, taken.title]).toEqual([HOME, 'Your second factor']);

  const limits = createLimits({ pool: portal.pool, now: portal.deps.now });
  await limits.count({ 'second-factor/code': `${identityId}/111111` });
  const { person: next, page } = await people.enterPassword(email);
  const late = await whileCodeIsTaken(`DELETE FROM verification WHERE value = '${identityId}'`, () =>
    next.press(page, 'Sign In', { Code: '111111' }),
  );
  expect(late.at).toBe('/sign-in?note=code-ended');
});

test('a sign-in without a code ends where the second factor is turned on in that moment', async () => {
  const email = 'that-moment@guest.example';
  const person = await people.member(email);
  await person.press(await person.open(HOME), 'Set Up Second Factor', { Password: PASSWORD });
  const turnedOn = <Result>(run: () => Promise<Result>) =>
    meanwhile(
      'BEFORE INSERT ON session',
      'UPDATE identity SET has_second_factor = true WHERE id = NEW.identity_id',
      run,
    );
  const { page } = await turnedOn(() => people.enterPassword(email));
  expect(page.at).toBe('/sign-in?note=second-factor');
  const { identityId } = await user(email);
  // Only the one in which it was begun, which whoever turns it on ends.
  expect(await portal.db.session.count({ where: { identityId } })).toBe(1);
});

test('a password that is longer than any is wrong, and no fault', async () => {
  const { person } = await people.protectedMember('long@guest.example');
  const fresh = await people.member('long-too@guest.example');
  const password = 'x'.repeat(129);
  const pages = [
    await fresh.post(HOME, { password }),
    await person.post(`${HOME}/codes`, { password }),
    await person.post(`${HOME}/off`, { password }),
  ];
  expect(pages.map(({ status }) => status)).toEqual([422, 422, 422]);
});

describe('Whoever has a second factor hears', () => {
  const told = async (email: string) => {
    const { id } = await user(email);
    const ofThem = ({ userId }: { userId: string }) => userId === id;
    const [mails, messages] = [await portal.jobs('mail-user-notice'), await portal.jobs('post-user-notice')];
    return [mails, messages].map((jobs) => jobs.filter(ofThem).map(({ what }) => what));
  };

  test('of everything that is done with it, by mail and in Slack', async () => {
    const email = 'heard@guest.example';
    const { person, codes } = await people.protectedMember(email);
    const { person: next } = await people.enterPassword(email);
    await next.post('/sign-in/backup-code', { code: codes[0] ?? '' });
    await next.post(`${HOME}/codes`, { password: PASSWORD });
    await next.post(`${HOME}/off`, { password: PASSWORD });
    await person.post('/forgot-password', { email });
    await person.post(await people.mailedLink('password'), { password: OTHER_PASSWORD });
    const all = [
      'SECOND_FACTOR_ON',
      'BACKUP_CODE_USED',
      'BACKUP_CODES_MADE',
      'SECOND_FACTOR_OFF',
      'PASSWORD_SET',
    ];
    expect(await told(email)).toEqual([all, all]);
  });

  const guess = async (email: string, times: number) => {
    const { person } = await people.enterPassword(email);
    for (let one = 0; one < times; one++) {
      expect((await person.post('/sign-in/code', { code: '000000' })).status).toBe(422);
    }
  };
  const refused = async (email: string) =>
    (await people.recorded(email)).filter((action) => action === 'identity.codes-refused');
  const isOver = async (email: string, name: 'second-factor/identity' | 'second-factor/guesses-told') =>
    createLimits({ pool: portal.pool, now: portal.deps.now }).forget(name, (await user(email)).identityId);

  test('that codes are guessed, because then somebody knows the password: once an hour', async () => {
    const email = 'guessed@guest.example';
    await people.protectedMember(email);
    await guess(email, 9);
    expect(await refused(email)).toEqual([]);
    // Whoever keeps below the ten of a quarter of an hour.
    await isOver(email, 'second-factor/identity');
    await guess(email, 1);
    expect(await refused(email)).toHaveLength(1);
    expect(await told(email)).toEqual([
      ['SECOND_FACTOR_ON', 'CODES_REFUSED'],
      ['SECOND_FACTOR_ON', 'CODES_REFUSED'],
    ]);
    await guess(email, 8);
    expect(await refused(email)).toHaveLength(1);
    await isOver(email, 'second-factor/guesses-told');
    await guess(email, 1);
    expect(await refused(email)).toHaveLength(2);
  });

  test('nothing of wrong codes of their own, after which they entered a right one', async () => {
    const email = 'own-mistakes@guest.example';
    const { codes } = await people.protectedMember(email);
    await guess(email, 9);
    const { person } = await people.enterPassword(email);
    expect((await person.post('/sign-in/backup-code', { code: codes[0] ?? '' })).at).toBe('/account');
    await guess(email, 9);
    expect(await refused(email)).toEqual([]);
  });

  test('nothing of wrong codes where it was the password that was wrong', async () => {
    const email = 'wrong-passwords@guest.example';
    const { person } = await people.protectedMember(email);
    for (let one = 0; one < 9; one++) await person.post(`${HOME}/codes`, { password: 'guess' });
    await guess(email, 1);
    expect(await refused(email)).toEqual([]);
  });
});

test('a former employer reads nothing of what somebody does with their sign-in', async () => {
  const former = await portal.createWorkspace({ name: 'Former', ownerEmail: 'owner@former.example' });
  const email = 'moved-on@guest.example';
  await people.member(email);
  for (const { token } of [await former.invite(email)]) {
    await people.visitor().post(`/invitation/${token}`, {
      ...{ firstName: 'Jane', lastName: 'Doe', password: PASSWORD },
    });
  }
  await portal.db.user.updateMany({
    where: { email, workspaceId: former.workspaceId },
    data: { status: 'INACTIVE' },
  });
  const { person } = await people.enterPassword(email);
  const connect = await person.press(await person.open(HOME), 'Set Up Second Factor', { Password: PASSWORD });
  await person.press(connect, 'Confirm Code', { Code: await authenticatorOf(connect).code() });
  expect(await people.recorded(email)).toContain('identity.second-factor-on');
  expect(await people.recorded(email, former.workspaceId)).not.toContain('identity.second-factor-on');
});

describe('Whoever is signed in as somebody else guesses the password ten times in a quarter of an hour', () => {
  const wrong = async (person: Visitor, path: string) =>
    (await person.post(path, { password: 'guess' })).status;

  test.each(['off', 'codes'])('and gets no more by pressing what is not there: %s', async (page) => {
    const person = await people.member(`stolen-${page}@guest.example`);
    for (let guess = 0; guess < 9; guess++) expect(await wrong(person, HOME)).toBe(422);
    expect((await person.post(`${HOME}/${page}`, { password: 'guess' })).at).toBe(HOME);
    expect(await wrong(person, HOME)).toBe(429);
  });

  test('but whoever was right begins anew', async () => {
    const { person } = await people.protectedMember('begins-anew@guest.example');
    for (let guess = 0; guess < 9; guess++) expect(await wrong(person, `${HOME}/codes`)).toBe(422);
    const made = await person.post(`${HOME}/codes`, { password: PASSWORD });
    expect(made.title).toBe('Your backup codes');
    for (let guess = 0; guess < 2; guess++) expect(await wrong(person, `${HOME}/codes`)).toBe(422);
  });
});

describe('Nobody is shut out', () => {
  test('by wrong passwords from another network', async () => {
    const { app } = await people.protectedMember('wanted@guest.example');
    const stranger = people.visitor();
    for (let guess = 0; guess < 11; guess++) {
      await stranger.post('/sign-in', { email: 'wanted@guest.example', password: 'guess' });
    }
    const { person, page } = await people.enterPassword('wanted@guest.example');
    expect((await person.press(page, 'Sign In', { Code: await app.code(1) })).at).toBe('/account');
  });

  test('by signing in often', async () => {
    const { codes } = await people.protectedMember('often@guest.example');
    const person = people.visitor();
    for (const code of codes) {
      await people.enterPassword('often@guest.example', person);
      expect((await person.post('/sign-in/backup-code', { code })).at).toBe('/account');
      await person.post('/sign-out', {});
    }
    expect((await people.enterPassword('often@guest.example', person)).page.title).toBe('Enter your code');
  });
});

describe('A sign-in that waits for its code ends', () => {
  const ended: [string, (email: string) => Promise<unknown>][] = [
    [
      'with a new password',
      async (email) => {
        await people.visitor().post('/forgot-password', { email });
        await people.visitor().post(await people.mailedLink('password'), { password: OTHER_PASSWORD });
      },
    ],
    [
      'when an admin resets the second factor',
      async (email) =>
        resetSecondFactor(portal.deps, { actor: owner(), user: await user(email), reason: '', origin }),
    ],
    [
      'with the access',
      async (email) =>
        changeStatus(portal.deps, {
          ...{ actor: owner(), user: await user(email), status: 'INACTIVE', invitations: 'KEEP' },
          ...{ reason: '', origin },
        }),
    ],
    ['with a new address', (email) => changeAddressOf(email, `new-${email}`)],
  ];
  test.each(ended)('%s', async (how, end) => {
    const email = `waits-${how.replaceAll(' ', '-')}@guest.example`;
    const { app } = await people.protectedMember(email);
    const { person, page } = await people.enterPassword(email);
    await end(email);
    const late = await person.press(page, 'Sign In', { Code: await app.code(1) });
    expect(late.at).toBe('/sign-in?note=code-ended');
  });
});

/** An admin enters a new address, and its holder uses the link. */
async function changeAddressOf(email: string, newEmail: string) {
  const names = { firstName: 'Jane', lastName: 'Doe', phone: '', department: '', jobTitle: '' };
  await editUser(portal.deps, { actor: owner(), user: await user(email), ...names, email: newEmail, origin });
  const person = people.visitor();
  const link = new URL(addressLink(portal.deps, await user(email)).url).pathname;
  return person.press(await person.open(link), 'Verify New Address');
}

describe('A new address', () => {
  const joinElsewhere = async (email: string, name: string) => {
    const other = await portal.createWorkspace({ name, ownerEmail: `owner@${name.toLowerCase()}.example` });
    const { token } = await other.invite(email);
    const person = people.visitor();
    const asked = { firstName: 'Jane', lastName: 'Doe', password: PASSWORD };
    return { other, person, joined: await person.post(`/invitation/${token}`, asked) };
  };

  test('ends what was signed in with the old one', async () => {
    const { person } = await people.protectedMember('old@guest.example');
    await changeAddressOf('old@guest.example', 'fresh@guest.example');
    expect((await person.open('/account')).at).toBe('/sign-in');
    expect(await factor('fresh@guest.example')).toEqual({ isOn: true, verified: true });
  });

  test('of somebody who signs in elsewhere with the old one has the same second factor', async () => {
    const { app, codes } = await people.protectedMember('both@guest.example');
    await joinElsewhere('both@guest.example', 'Elsewhere');
    const changed = await changeAddressOf('both@guest.example', 'here@guest.example');
    expect(changed.at).toBe('/sign-in?note=new-address');
    const person = people.visitor();
    await person.post('/forgot-password', { email: 'here@guest.example' });
    const set = await person.post(await people.mailedLink('password'), { password: OTHER_PASSWORD });
    expect(set.at).toBe('/sign-in?note=new-password');
    const { page } = await people.enterPassword('here@guest.example', person, OTHER_PASSWORD);
    expect((await person.press(page, 'Sign In', { Code: await app.code(1) })).at).toBe('/account');
    const { person: old } = await people.enterPassword('both@guest.example');
    expect((await old.post('/sign-in/backup-code', { code: codes[0] ?? '' })).at).toBe('/account');
  });

  test('that has a sign-in without one elsewhere is refused, until one is set up there', async () => {
    await people.protectedMember('strong@guest.example');
    const { person: weak } = await joinElsewhere('weak@guest.example', 'Weak');
    await weak.press(await weak.open(await people.mailedLink('verify')), 'Verify Email Address');
    const refused = await changeAddressOf('strong@guest.example', 'weak@guest.example');
    expect([refused.status, refused.title]).toEqual([409, 'This address needs a second factor']);
    expect(refused.text).toContain('set up a second factor there, and use this link again.');
    expect((await user('strong@guest.example')).pendingEmail).toBe('weak@guest.example');
    const connect = await weak.press(await weak.open(HOME), 'Set Up Second Factor', { Password: PASSWORD });
    await weak.press(connect, 'Confirm Code', { Code: await authenticatorOf(connect).code() });
    const link = new URL(addressLink(portal.deps, await user('strong@guest.example')).url).pathname;
    expect((await weak.press(await weak.open(link), 'Verify New Address')).at).toBe('/account');
    expect((await weak.open('/account')).text).toContain('Northwind');
  });

  test('that has a sign-in which opens nothing any more gives it the second factor', async () => {
    await people.protectedMember('keeps@guest.example');
    const { other, person } = await joinElsewhere('unused@guest.example', 'Unused');
    await person.press(await person.open(await people.mailedLink('verify')), 'Verify Email Address');
    await portal.db.user.updateMany({
      where: { workspaceId: other.workspaceId, email: 'unused@guest.example' },
      data: { status: 'INACTIVE' },
    });
    await changeAddressOf('keeps@guest.example', 'unused@guest.example');
    expect(await factor('unused@guest.example')).toEqual({ isOn: true, verified: true });
    expect((await people.enterPassword('unused@guest.example')).page.title).toBe('Enter your code');
  });
});
