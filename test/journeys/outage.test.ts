import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { startDatabaseProxy } from '../harness/database-proxy.ts';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';

let database: TestDatabase;
let proxy: Awaited<ReturnType<typeof startDatabaseProxy>>;
let fluxera: TestFluxera;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startDatabaseProxy(database.url);
  fluxera = await startTestFluxera({ databaseUrl: proxy.url });
  await setUp(fluxera);
});
afterAll(async () => {
  await fluxera.stop();
  await proxy.close();
  await database.close();
}, 30_000);

/** Gives up where the probe itself hangs. */
const readyz = async () =>
  (await fetch(`${fluxera.running.localUrl}/readyz`, { signal: AbortSignal.timeout(4_000) })).status;

test('the probe says "not ready" soon, and not nothing, while the database hangs', async () => {
  expect(await readyz()).toBe(200);
  proxy.hang();
  expect(await readyz()).toBe(503);
  expect((await fetch(`${fluxera.running.localUrl}/healthz`)).status).toBe(200);
  proxy.mend();
  await until('it is ready again', async () => (await readyz()) === 200);
}, 20_000);

test('after the database was away for a moment, an invitation goes out as ever', async () => {
  fluxera.expectFault(/./);
  // Graphile Worker writes there by itself where one of its workers ends.
  console.trace = () => {};
  proxy.cut();
  const refused = await fluxera.slack.as('olivia').run('/invite', { text: 'now@example.com viewer' });
  expect(refused.text).toContain('Something went wrong on our side');
  proxy.mend();
  await until('it is ready again', async () => (await readyz()) === 200);
  const reply = await fluxera.slack.as('olivia').run('/invite', { text: 'now@example.com viewer' });
  expect(reply.text).toContain('You invited now@example.com as Viewer');
  await fluxera.slack.waitForMail('now@example.com');
}, 30_000);
