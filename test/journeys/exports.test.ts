import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { exported, filesOf, nextFile } from '../harness/exported.ts';
import { createNeighbour, CANARY } from '../harness/neighbour.ts';
import { TEST_SECRET } from '../harness/world.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');
const db = () => fluxera.database.db;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, role] of [['adam', 'admin'], ['mia', 'member'], ['victor', 'viewer'], ['tina', 'member']]) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': `${name}`, 'Last Name': 'Acme' });
    await fluxera.slack.as(`${name}`).openHome();
  }
}, 60_000);
afterAll(() => fluxera.stop());

test('x', async () => {
  const file = await exported(fluxera, 'olivia', 'users');
  console.log(file.name, file.text);
  for (const what of ['activity', 'invitations']) console.log((await exported(fluxera, 'olivia', what)).text);
  console.log((await exported(fluxera, 'olivia', 'activity', {Format: 'JSON Lines, for programs', 'About':'mia'})).text);
});
