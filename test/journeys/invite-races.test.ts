import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

const twenty = Array.from({ length: 20 }, (_, index) => index);

test('20 invitations of one address at once make one row, one activity entry and one mail', async () => {
  const olivia = fluxera.slack.as('olivia');
  await Promise.all(twenty.map(() => olivia.run('/invite', { text: 'popular@example.com member' })));
  await told(/You invited popular@example\.com/, 1);
  await told(/is invited already/, 19);
  await fluxera.slack.waitForMail('popular@example.com');
  const { db } = fluxera.database;
  expect(await db.invitation.count({ where: { email: 'popular@example.com' } })).toBe(1);
  expect(await db.activity.count({ where: { action: 'invitation.sent' } })).toBe(1);
  expect(await mailsWritten()).toBe(2);
});

test('20 invitations at once for 5 seats make 5, and the others are told that none is left', async () => {
  const olivia = fluxera.slack.as('olivia');
  const { db } = fluxera.database;
  const taken = 1 + (await db.invitation.count({ where: { status: 'PENDING' } }));
  await db.workspace.updateMany({ data: { seatLimit: taken + 5 } });
  await Promise.all(
    twenty.map((index) => olivia.run('/invite', { text: `seat-${index}@example.com viewer` })),
  );
  await told(/You invited seat-/, 5);
  await told(/none is left/, 15);
  expect(await db.invitation.count({ where: { email: { startsWith: 'seat-' } } })).toBe(5);
  expect(await mailsWritten()).toBe(2 + 5);
});

/** Waits until Olivia was told so as often: at once, or where that takes longer than Slack waits, afterwards. */
async function told(words: RegExp, times: number): Promise<void> {
  const messages = () =>
    fluxera.slack
      .as('olivia')
      .messages('general')
      .filter(({ text }) => words.test(text));
  await fluxera.slack.until(() => messages().length >= times || undefined, `${words} ${times} times`);
  expect(messages()).toHaveLength(times);
}

/** All mails until now, the Owner's own about a password among them, once no job is left. */
async function mailsWritten(): Promise<number> {
  const { pool } = fluxera.database;
  for (;;) {
    const { rows } = await pool.query('SELECT FROM graphile_worker._private_jobs LIMIT 1');
    if (rows.length === 0) break;
  }
  return (await readdir(fluxera.outboxDir)).length;
}
