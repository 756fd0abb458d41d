import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';
const payload = (value: unknown) => `payload=${encodeURIComponent(JSON.stringify(value))}`;

test.each([
  ['nothing', form, ''],
  ['a text', form, 'canary'],
  ['a payload that is no JSON', form, 'payload=canary{'],
  ['a payload that is null', form, 'payload=null'],
  ['a command of nobody', form, 'command=%2Finvite&text=canary'],
  ['a click on nothing', form, payload({ type: 'block_actions', actions: [], canary: 'canary' })],
  ['a click on null', form, payload({ type: 'block_actions', actions: [null], canary: 'canary' })],
  ['broken JSON', json, '{"canary'],
  ['an empty list', json, '[]'],
  ['null', json, 'null'],
  ['an object of no kind', json, '{"canary":"canary"}'],
])(
  'a signed request that holds %s is refused at once, and nothing of it is logged',
  async (_what, contentType, body) => {
    const started = performance.now();
    const answer = await fluxera.slack.deliver(body, { contentType });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('unreadable_request') });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(fluxera.logged.join('\n')).not.toContain('canary');
  },
);

test('Slack may still check the address, and hears its challenge', async () => {
  const answer = await fluxera.slack.deliver(
    JSON.stringify({ type: 'url_verification', challenge: 'said back' }),
    { contentType: json },
  );
  expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('said back') });
});

test('help names the commands as the team has named them', async () => {
  const answer = await fluxera.slack.deliver({
    command: '/acme-fluxera',
    text: 'help',
    team_id: 'T0ACME0001',
    user_id: fluxera.slack.as('olivia').id,
    trigger_id: '1.2.3',
    response_url: '',
  });
  if (answer.outcome !== 'answered') throw new Error(answer.outcome);
  expect(answer.body).toContain('`/acme-invite jane@example.com viewer`');
  expect(answer.body).toContain('`/acme-users`');
  expect(answer.body).not.toMatch(/`\/(invite|users|fluxera)/);
});

describe('a request that does not come from Slack is refused, and nothing is done', () => {
  const command = () => ({
    command: '/invite',
    text: 'forged@example.com viewer',
    team_id: 'T0ACME0001',
    user_id: fluxera.slack.as('olivia').id,
    trigger_id: '1.2.3',
    response_url: '',
  });

  afterAll(async () => {
    expect(await fluxera.database.db.invitation.count({ where: { email: 'forged@example.com' } })).toBe(0);
  });

  test('a forged signature', async () => {
    const answer = await fluxera.slack.deliver(command(), { signature: `v0=${'0'.repeat(64)}` });
    expect(answer).toMatchObject({ status: 401, body: expect.stringContaining('invalid_signature') });
  });

  test('a request ten minutes old, although its signature is right', async () => {
    const timestamp = Math.floor(Date.now() / 1000) - 600;
    const answer = await fluxera.slack.deliver(command(), { timestamp });
    expect(answer).toMatchObject({ status: 401, body: expect.stringContaining('older than five minutes') });
  });
});
