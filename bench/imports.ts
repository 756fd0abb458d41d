import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sendImport } from '../src/imports/send-import.ts';
import { startImport } from '../src/imports/start-import.ts';
import { mailImport } from '../src/jobs/mail-import.ts';
import { createSendGrid } from '../src/mail/sendgrid.ts';
import { createWorld, type World } from '../test/harness/world.ts';
import { invitationsOfPeer } from './better-auth.ts';
import { type Measurement, timed } from './measure.ts';

const PEOPLE = 10_000;
const MANY_PEOPLE = 100_000;
const LATENCY_MS = 50;

/** Rows 3 and 4: a file of ten thousand people, and one of ten times as many. */
export async function measureImports(): Promise<Measurement[]> {
  await importOf(1_000);
  const few = await importOf(PEOPLE);
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

interface Imported {
  storedMs: number;
  mailedMs: number;
  peakMb: number;
}

/** From the bytes of the file to every invitation stored, and from there to every mail taken. */
async function importOf(count: number): Promise<Imported> {
  const world = await createWorld();
  const { workspaceId, ownerId } = await world.createWorkspace();
  const actor = { workspaceId, userId: ownerId };
  const bytes = csvOf(count);
  const mailbox = await startMailbox();
  const sendMail = createSendGrid({
    apiKey: 'SG.bench',
    baseUrl: mailbox.url,
    from: { email: 'a@b.example' },
    followOpens: false,
  });
  globalThis.gc?.();
  const memory = watchMemory();
  let importId = '';
  const storedMs = await timed(async () => {
    const file = { name: 'people.csv', bytes };
    const started = { actor, submission: 'bench', file, defaultRoleId: null, message: '', skipKnown: true };
    importId = (await startImport(world.deps, started)).importId;
    await sendImport(world.deps, { workspaceId, importId, actor, origin: { source: 'SLACK' } });
  });
  const mailedMs = await timed(async () => {
    while (mailbox.taken() < count)
      await mailImport({ deps: world.deps, sendMail }, { workspaceId, importId });
  });
  const peakMb = memory.stop();
  await mailbox.close();
  await world.close();
  return { storedMs, mailedMs, peakMb };
}

function csvOf(count: number): Buffer {
  const rows = Array.from({ length: count }, (_, n) => `person${n}@example.com,Member,Jane${n},Doe${n}`);
  return Buffer.from(`Email,Role,First Name,Last Name\n${rows.join('\n')}\n`);
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

/** SendGrid as far as it is needed here: takes every mail, after a while. */
async function startMailbox() {
  let taken = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    await pause(LATENCY_MS);
    const body: { personalizations: unknown[] } = JSON.parse(Buffer.concat(chunks).toString());
    taken += body.personalizations.length;
    response.writeHead(202).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (!place || typeof place === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${place.port}`,
    taken: () => taken,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function watchMemory() {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss / 1e6);
  };
  const timer = setInterval(look, 20);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}
