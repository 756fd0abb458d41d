import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createWorld, type World } from '../test/harness/world.ts';
import { invitationsOfPeer } from './better-auth.ts';
import { LATENCY_MS } from './mailbox.ts';
import { type Measurement, median, timed } from './measure.ts';

const run = promisify(execFile);

const PEOPLE = 10_000;
const MANY_PEOPLE = 100_000;

/** Rows 3 and 4: a file of ten thousand people, and one of ten times as many. */
export async function measureImports(): Promise<Measurement[]> {
  const few = await typicalImportOf(PEOPLE);
  const floor = PEOPLE / ((await rawInserts(PEOPLE)) / 1000);
  const peer = await invitationsOfPeer();
  const many = await importOf(MANY_PEOPLE);
  const stored = PEOPLE / (few.storedMs / 1000);
  const mails = PEOPLE / (few.mailedMs / 1000);
  const people = PEOPLE.toLocaleString('en');
  const work = `a CSV of ${people} people read and stored, a second`;
  return [
    {
      row: 3,
      work,
      comparedWith: 'Better Auth, one call a person',
      own: stored,
      other: peer,
      ratio: stored / peer,
      target: { atLeast: 50 },
    },
    {
      row: 3,
      work,
      comparedWith: 'raw pg in batches',
      own: stored,
      other: floor,
      ratio: stored / floor,
      target: { atLeast: 0.3 },
    },
    {
      row: 3,
      work: `their mails handed over, a second, at ${LATENCY_MS} ms a request`,
      comparedWith: 'one a second',
      own: mails,
      other: 1,
      ratio: mails,
      target: { atLeast: 2000 },
    },
    {
      row: 4,
      work: `a CSV of ${MANY_PEOPLE.toLocaleString('en')} people, ms until the last mail`,
      comparedWith: `one of ${people}`,
      own: many.storedMs + many.mailedMs,
      other: few.storedMs + few.mailedMs,
      ratio: (many.storedMs + many.mailedMs) / (few.storedMs + few.mailedMs),
      target: { atMost: 11 },
    },
    {
      row: 4,
      work: 'its peak of memory, MB',
      comparedWith: `one of ${people}`,
      own: many.peakMb,
      other: few.peakMb,
      ratio: many.peakMb / few.peakMb,
      target: { atMost: 1.3 },
    },
  ];
}

export interface Imported {
  storedMs: number;
  mailedMs: number;
  peakMb: number;
}

/** Of three: a file that is read in less than a second is soon disturbed. */
async function typicalImportOf(count: number): Promise<Imported> {
  const all = [await importOf(count), await importOf(count), await importOf(count)];
  return {
    storedMs: median(all.map(({ storedMs }) => storedMs)),
    mailedMs: median(all.map(({ mailedMs }) => mailedMs)),
    peakMb: median(all.map(({ peakMb }) => peakMb)),
  };
}

/** So much memory may live at once: what is not used any more is given back in time, and not when it suits. */
const HEAP_MB = 150;

/** In a process of its own: memory that was used before does not count. */
async function importOf(count: number): Promise<Imported> {
  const program = new URL('./import-people.js', import.meta.url).pathname;
  const { stdout } = await run(process.execPath, [`--max-old-space-size=${HEAP_MB}`, program, String(count)]);
  return JSON.parse(stdout);
}

/** The same rows, written by hand a thousand at a time: invitations, their record, and a job for each batch. */
async function rawInserts(count: number): Promise<number> {
  const world: World = await createWorld();
  const { workspaceId, ownerId } = await world.createWorkspace();
  const role = await world.db.role.findFirstOrThrow({ where: { workspaceId, kind: 'MEMBER' } });
  const ms = await timed(async () => {
    for (let first = 0; first < count; first += 1000) {
      const emails = Array.from({ length: 1000 }, (_, n) => `person${first + n}@example.com`);
      const client = await world.pool.connect();
      await client.query('BEGIN');
      await client.query(
        `WITH sent AS (
           INSERT INTO invitation (workspace_id, id, email, role_id, role_kind, inviter_id, sent_at, expires_at)
           SELECT $1, gen_random_uuid(), email, $2, 'MEMBER', $3, now(), now() + interval '7 days' FROM unnest($4::text[]) AS email
           RETURNING id)
         INSERT INTO activity (workspace_id, at, action, actor_id, subject_type, subject_id, source)
         SELECT $1, now(), 'invitation.sent', $3, 'invitation', id, 'SLACK' FROM sent`,
        [workspaceId, role.id, ownerId, emails],
      );
      await client.query("SELECT graphile_worker.add_job('mail-invitations', '{}'::json)");
      await client.query('COMMIT');
      client.release();
    }
  });
  await world.close();
  return ms;
}
