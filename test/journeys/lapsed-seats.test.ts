import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

const invite = async (text: string) => (await fluxera.slack.as('olivia').run('/invite', { text })).text;

test('seats of invitations that nobody accepted in seven days are free again, for whoever is invited next', async () => {
  const { db } = fluxera.database;
  await db.workspace.updateMany({ data: { seatLimit: 3 } });
  await invite('late1@example.com late2@example.com viewer');
  expect(await invite('new1@example.com viewer')).toContain('none is left');
  fluxera.passTime(7 * 24 * 60 * 60 * 1000 + 1000);
  const home = await fluxera.slack.as('olivia').openHome();
  expect(home.text).toContain('1 of 3');

  // As many at once as there are seats free, of more who try.
  const replies = await Promise.all([1, 2, 3, 4].map((index) => invite(`new${index}@example.com viewer`)));
  expect(replies.filter((text) => text.includes('You invited'))).toHaveLength(2);
  expect(replies.filter((text) => text.includes('none is left'))).toHaveLength(2);
  const lapsed = await db.invitation.findMany({ where: { email: { startsWith: 'late' } } });
  expect(lapsed.map(({ status }) => status)).toEqual(['EXPIRED', 'EXPIRED']);
  const entries = await db.activity.findMany({ where: { action: 'invitation.expired' } });
  expect(entries.map(({ subjectId }) => subjectId).sort()).toEqual(lapsed.map(({ id }) => id).sort());
});
