import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Refusal } from '../../src/errors.ts';
import { changeSettings, type SettingsChange } from '../../src/workspaces/change-settings.ts';
import { readEmailDomains } from '../../src/workspaces/email-domains.ts';
import { findSettings } from '../../src/workspaces/read-settings.ts';
import { describeTimeZone, findTimeZones } from '../../src/workspaces/time-zones.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  other = await world.createWorkspace({ ownerEmail: 'other@elsewhere.example' });
});
afterAll(() => world.close());

const settings = (of = workspace) => findSettings(world.db, of.workspaceId);

async function change(wanted: SettingsChange, revision?: number) {
  const actor = { workspaceId: workspace.workspaceId, userId: workspace.ownerId };
  const asked = { actor, revision: revision ?? (await settings()).revision, change: wanted };
  await changeSettings(world.deps, { ...asked, origin: { source: 'SLACK' } });
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'SAVED',
    (error) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

describe('of the settings', () => {
  test('ten who save at once, one wins, and the nine others are told; one entry is recorded', async () => {
    const { revision } = await settings();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        refusalOf(change({ allowedDomains: `domain${index}.example` }, revision)),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'SAVED')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'SETTINGS_CHANGED')).toHaveLength(9);
    const winner = outcomes.indexOf('SAVED');
    expect((await settings()).allowedDomains).toEqual([`domain${winner}.example`]);
    expect(await world.db.activity.count({ where: { action: 'workspace.settings-changed' } })).toBe(1);
  });

  test('a part that is not named stays, as does every other workspace', async () => {
    const before = await settings(other);
    await change({ remindInvitees: false, allowedDomains: 'acme.example' });
    await change({ channels: { DIGEST: 'C0DIGEST01' }, timeZone: 'Europe/Berlin' });
    expect(await settings()).toMatchObject({
      remindInvitees: false,
      allowedDomains: ['acme.example'],
      channels: { DIGEST: 'C0DIGEST01' },
      timeZone: 'Europe/Berlin',
    });
    expect(await settings(other)).toEqual(before);
  });

  test('a default role is one of the workspace, and never Owner', async () => {
    const role = (of: TestWorkspace, kind: 'OWNER' | 'MEMBER') =>
      world.db.role.findFirstOrThrow({ where: { workspaceId: of.workspaceId, kind } });
    expect(await refusalOf(change({ defaultRoleId: (await role(other, 'MEMBER')).id }))).toBe('ROLE_UNKNOWN');
    expect(await refusalOf(change({ defaultRoleId: (await role(workspace, 'OWNER')).id }))).toBe(
      'ROLE_UNKNOWN',
    );
    await change({ defaultRoleId: (await role(workspace, 'MEMBER')).id });
    expect((await settings()).defaultRole?.name).toBe('Member');
  });

  test('a time zone that nobody knows is refused', async () => {
    expect(await refusalOf(change({ timeZone: 'Mars/Olympus' }))).toBe('TIME_ZONE_UNKNOWN');
    expect(await refusalOf(change({ timeZone: '+01:00' }))).toBe('TIME_ZONE_UNKNOWN');
  });

  test('one that only this engine knows is refused as well, as the database reckons with it', async () => {
    expect(new Intl.DateTimeFormat('en-GB', { timeZone: 'IST' }).resolvedOptions().timeZone).toBe(
      'Asia/Calcutta',
    );
    expect(await refusalOf(change({ timeZone: 'IST' }))).toBe('TIME_ZONE_UNKNOWN');
  });
});

describe('a domain', () => {
  test.each([
    ['ACME.example', ['acme.example']],
    ['@acme.example @acme.example', ['acme.example']],
    ['ａｃｍｅ.example', ['acme.example']],
    ['bücher.example;mail.acme.co.uk', ['xn--bcher-kva.example', 'mail.acme.co.uk']],
    [' \n ', []],
  ])('%j is kept as addresses bear it', (typed, domains) => {
    expect(readEmailDomains(typed)).toEqual({ domains, problems: [] });
  });

  test.each([
    'acme',
    '-acme.example',
    'a..example',
    '*.acme.example',
    '10.0.0.1',
    'acme.example/path',
    'acme.example:25',
    'acme%2eexample',
    '@',
  ])('%j is none', (typed) => {
    expect(readEmailDomains(`${typed} fine.example`).problems).toEqual([{ typed, reason: 'MALFORMED' }]);
  });

  test('more than a hundred are too many', () => {
    const many = Array.from({ length: 101 }, (_, index) => `d${index}.example`).join('\n');
    expect(readEmailDomains(many).problems).toEqual([{ typed: '', reason: 'TOO_MANY', limit: 100 }]);
  });
});

describe('a time zone', () => {
  const winter = new Date('2026-01-15T12:00:00Z');
  const summer = new Date('2026-07-15T12:00:00Z');

  test.each([
    ['Europe/Berlin', winter, 'UTC+01:00'],
    ['Europe/Berlin', summer, 'UTC+02:00'],
    ['Asia/Kolkata', winter, 'UTC+05:30'],
    ['Australia/Lord_Howe', summer, 'UTC+10:30'],
    ['America/St_Johns', summer, 'UTC-02:30'],
  ])('%s is told with its distance from UTC on that day', (name, now, offset) => {
    expect(describeTimeZone(name, now).offset).toBe(offset);
  });

  test('is found by its city first, whatever the accents and capitals', () => {
    expect(findTimeZones('PARÍS', winter)[0]?.place).toBe('Paris, Europe');
    expect(findTimeZones('new york', winter)[0]?.place).toBe('New York, America');
    expect(findTimeZones('ho chi', winter)[0]?.place).toBe('Ho Chi Minh, Asia');
    expect(findTimeZones('buenos', winter)[0]?.place).toBe('Buenos Aires, America');
    expect(findTimeZones('utc', winter)[0]?.name).toBe('UTC');
  });

  test('that is suggested can be saved, as the database knows it', async () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const names = letters.flatMap((letter) => findTimeZones(letter, winter).map(({ name }) => name));
    const { rows } = await world.pool.query('SELECT name FROM pg_timezone_names');
    const known = new Set(
      z
        .array(z.object({ name: z.string() }))
        .parse(rows)
        .map(({ name }) => name),
    );
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(400);
    await change({ timeZone: 'America/Argentina/Buenos_Aires' });
  });

  // As Debian and its images leave them out since the package tzdata-legacy has them.
  test.each([
    ['buenos', 'America/Argentina/Buenos_Aires'],
    ['catamarca', 'America/Argentina/Catamarca'],
    ['cordoba', 'America/Argentina/Cordoba'],
    ['jujuy', 'America/Argentina/Jujuy'],
    ['mendoza', 'America/Argentina/Mendoza'],
    ['indianapolis', 'America/Indiana/Indianapolis'],
    ['louisville', 'America/Kentucky/Louisville'],
    ['atikokan', 'America/Atikokan'],
    ['chuuk', 'Pacific/Chuuk'],
    ['pohnpei', 'Pacific/Pohnpei'],
    ['kanton', 'Pacific/Kanton'],
    ['kyiv', 'Europe/Kyiv'],
  ])('of %s is saved under its name of today, which every database knows', (typed, name) => {
    expect(findTimeZones(typed, winter).map((zone) => zone.name)).toEqual([name]);
  });
});
