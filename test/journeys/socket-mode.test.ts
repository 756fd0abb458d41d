import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { until } from '../harness/until.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera({}, { delivery: 'socket' });
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

test('what somebody has asked for is answered although it is stopped meanwhile, by Socket Mode as by HTTP', async () => {
  const { database, slack, running } = fluxera;
  const holder = await database.pool.connect();
  await holder.query('BEGIN; LOCK TABLE workspace');
  const reply = slack.as('olivia').run('/users');
  const waiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'workspace'::regclass`;
  await until('the command waits for the table', async () => {
    return ((await holder.query(waiting)).rowCount ?? 0) > 0;
  });
  const stopped = running.stop();
  await until('it takes no new requests', () =>
    fetch(`${running.localUrl}/healthz`).then(
      () => false,
      () => true,
    ),
  );
  await holder.query('COMMIT');
  holder.release();
  expect((await reply).form?.text()).toContain('Olivia Owner');
  await stopped;
  await slack.until(() => slack.connections() === 0 || undefined, 'the connection to end');
});
