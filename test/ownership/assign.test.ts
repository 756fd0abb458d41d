import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idMaker } from '../../src/new-id.ts';
import { projectRoot } from '../../src/project-root.ts';
import { setUpWorkspace } from '../../src/workspaces/set-up-workspace.ts';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { cleanUp, type Ended, runProgram } from '../harness/program.ts';
import { TEST_SECRET } from '../harness/world.ts';

const main = join(projectRoot, 'dist', 'src', 'ownership-assign.js');
let fluxera: TestFluxera;
const db = () => fluxera.database.db;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, last] of [
    ['adam', 'Berg'],
    ['mia', 'Lund'],
  ] as const) {
    await fluxera.slack.as('olivia').run('/invite', { text: `${name}@acme.example member` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': name, 'Last Name': last });
    await fluxera.slack.as(name).openHome();
  }
}, 60_000);
afterAll(async () => {
  await fluxera.stop();
  await cleanUp();
});

/** Runs the command as an operator does. */
function assign(...args: string[]): Promise<Ended> {
  return runProgram({ main, args, env: { DATABASE_URL: fluxera.database.url, APP_SECRET: TEST_SECRET } });
}

async function roles(): Promise<Record<string, string>> {
  const users = await db().user.findMany({ include: { role: true } });
  return Object.fromEntries(users.map(({ email, role }) => [email.split('@')[0], role.name]));
}

describe('Whoever runs the program', () => {
  test.each([
    [['--reason', 'Gone'], /--to is missing/],
    [['--to', 'adam', '--reason', 'Gone'], /--to is not an email address/],
    [['--to', 'adam@acme.example'], /--reason is missing/],
    [['--to', 'adam@acme.example', '--reason', ' '], /--reason is empty/],
    [['--to', 'nora@acme.example', '--reason', 'Gone'], /Nobody in the workspace has that address/],
    [['--to', 'olivia@acme.example', '--reason', 'Gone'], /They are the Owner already/],
    [
      [
        '--to',
        'adam@acme.example',
        '--reason',
        'Gone',
        '--workspace',
        '00000000-0000-4000-8000-000000000000',
      ],
      /Name the workspace by --workspace, one of:\n\S+ Acme/,
    ],
  ])('is told why nothing was changed by %j', async (args, words) => {
    const ended = await assign(...args);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
    expect(await roles()).toEqual({ olivia: 'Owner', adam: 'Member', mia: 'Member' });
  });

  test('is told that whose last day is over cannot become the Owner, before that was swept', async () => {
    const mia = { where: { email: 'mia@acme.example' } };
    await db().user.updateMany({ ...mia, data: { accessUntil: new Date('2026-01-01') } });
    const ended = await assign('--to', 'mia@acme.example', '--reason', 'Gone');
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(/They are inactive/) });
    await db().user.updateMany({ ...mia, data: { accessUntil: null } });
  });

  test('gives the ownership of an Owner who is gone to somebody else; both hear of it and why', async () => {
    const olivia = fluxera.slack.as('olivia');
    await olivia.run('/users', { text: 'olivia@acme.example' });
    await olivia.click('Transfer Ownership');
    const form = await olivia.form(/^Transfer ownership/);
    await form.fill({ 'New Owner': 'mia', 'Your New Role': 'Viewer', 'Workspace Name': 'Acme' }).submit();
    await fluxera.slack.waitForMail('mia@acme.example', /offered the ownership/);
    const ended = await assign('--to', 'Adam@acme.example', '--reason', 'Left the company');
    expect(ended).toMatchObject({
      ...{ code: 0, stderr: '' },
      stdout: expect.stringContaining('adam Berg is the Owner of Acme now, and Olivia Owner is Admin.'),
    });
    expect(await roles()).toEqual({ olivia: 'Admin', adam: 'Owner', mia: 'Member' });
    const { text } = await fluxera.slack.waitForMail('adam@acme.example', /You are the Owner now/);
    expect(text).toContain('in place of Olivia Owner');
    expect(text).toContain('They gave a reason: Left the company');
    await fluxera.slack.waitForMail('olivia@acme.example', /You are no longer the Owner/);
    await fluxera.slack.waitForMail('mia@acme.example', /The offer was withdrawn/);
    expect(await db().ownershipTransfer.count()).toBe(0);
    const entries = await db().activity.findMany({
      where: { source: 'COMMAND_LINE' },
      orderBy: { id: 'asc' },
    });
    expect(entries.map(({ action, actorId, reason }) => [action, actorId, reason])).toEqual([
      ['ownership.withdrawn', null, 'Left the company'],
      ['user.role-changed', null, 'Left the company'],
      ['user.role-changed', null, 'Left the company'],
      ['ownership.assigned', null, 'Left the company'],
    ]);
    const { form: list } = await fluxera.slack.as('adam').run('/fluxera', { text: 'activity' });
    expect(list?.text()).toContain('Whoever runs the program gave the ownership to somebody else');
  });

  test('names one of many workspaces by its id, whether or not it is among those that are listed', async () => {
    const deps = { db: db(), now: () => new Date(), newId: idMaker(Date.now) };
    const ids: string[] = [];
    for (let one = 10; one < 32; one++) {
      const owner = { slackUserId: `U${one}`, firstName: 'Zoe', lastName: `${one}` };
      const { workspaceId } = await setUpWorkspace(deps, {
        ...{ slackTeamId: `T0MANY${one}`, name: `Zone ${one}`, notificationChannelId: null },
        timeZone: undefined,
        owner: { ...owner, email: `zoe${one}@zone.example` },
        origin: { source: 'SLACK' },
      });
      ids.push(workspaceId);
    }
    const listed = await assign('--to', 'adam@acme.example', '--reason', 'Gone');
    const lines = listed.stderr.trim().split('\n');
    expect(lines.slice(1, 3).map((line) => line.replace(/^\S+ /, ''))).toEqual(['Acme', 'Zone 10']);
    expect(lines.at(-1)).toBe('And 3 more: the table "workspace" has all of them.');
    const last = ids.at(-1) ?? '';
    expect(listed.stderr).not.toContain(last);
    const named = await assign('--to', 'zoe31@zone.example', '--reason', 'Gone', '--workspace', last);
    expect(named.stderr).toMatch(/They are the Owner already/);
  });
});
