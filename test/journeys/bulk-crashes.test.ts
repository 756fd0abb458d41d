import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ImportProgram, startImportProgram } from '../harness/import-program.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';
import { until } from '../harness/until.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

/** At what an import is killed, in this order, as far as it is not further by then. */
const PLAN = [
  ...(['reading', 'reading', 'storing', 'storing'] as const),
  ...(['mailing', 'noting', 'mailing', 'noting', 'mailing', 'noting'] as const),
];
/** `KILLS=50 npm test` takes a minute longer. */
const KILLS = Number(process.env.KILLS ?? 12);
/** Chance may miss one of the moments: then it goes on until each was met, up to so many. */
const AT_MOST = 3 * KILLS;
const MOMENTS = ['reading', 'storing', 'mailing', 'noting'] as const;
const PEOPLE = 2000;
/** As many as leave in one batch. */
const BATCH = 1000;
/** Milliseconds from when SendGrid has taken a batch until it says so. */
const ANSWER_MS = 60;

/** Names the moments: the same again kills at the same ones, as far as a machine runs the same. */
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

let world: World;
let workspace: TestWorkspace;
let sendGrid: SendGridStandIn;
/** Begins where the other one is killed: starting takes longer than importing. */
let next: Promise<ImportProgram>;
let programs = 0;

beforeAll(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  sendGrid = await startSendGrid();
  sendGrid.takeTime(ANSWER_MS);
  next = nextProgram();
});
afterAll(async () => {
  await (await next).kill9();
  await world.close();
  await sendGrid.close();
});

const nameOf = (program: number) => `import-program-${program}.`;

function nextProgram(): Promise<ImportProgram> {
  programs += 1;
  return startImportProgram({ databaseUrl: world.url, sendGridUrl: sendGrid.url }, nameOf(programs));
}

/** What an import was at when it was killed. */
type Moment = 'reading' | 'storing' | 'mailing' | 'noting' | 'done';

interface Killed {
  moment: Moment;
  /** Whose mails were claimed, and not noted as sent. */
  inFlight: Set<string>;
}

/** From 0 to 1, the same for the same seed (mulberry32). */
function chance(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const peopleOf = (submission: string) =>
  Array.from({ length: PEOPLE }, (_, n) => `person${n}@${submission}.example`);

function wishOf(submission: string) {
  const { workspaceId, ownerId: userId } = workspace;
  const rows = peopleOf(submission).map((email, n) => `${email},Member,Jane${n}`);
  return { workspaceId, userId, submission, csv: `Email,Role,First Name\n${rows.join('\n')}\n` };
}

const find = (submission: string) => world.db.bulkImport.findFirst({ where: { submission } });
const isDone = async (submission: string) => (await find(submission))?.status === 'DONE';

/** Lets a program import until the moment has come, then kills it. */
async function live(submission: string, moment: (program: ImportProgram) => Promise<unknown>): Promise<void> {
  const program = await next;
  const name = nameOf(programs);
  program.begin(wishOf(submission));
  await moment(program);
  await program.kill9();
  expect(program.fault()).toBe('');
  next = nextProgram();
  await until('what the dead one asked for has ended', async () => {
    const sql = 'SELECT FROM pg_stat_activity WHERE application_name = $1';
    return sendGrid.underWay() === 0 && (await world.pool.query(sql, [name])).rowCount === 0;
  });
  // As if the seconds had passed after which somebody else takes over.
  await world.pool.query(`
    DELETE FROM worker_lease;
    SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))
    FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL`);
}

/** How often each address of an import got a mail. */
function mailsTo(submission: string): Map<string, number> {
  const counts = new Map<string, number>(peopleOf(submission).map((email) => [email, 0]));
  for (const { personalizations } of sendGrid.sent) {
    for (const { email } of personalizations.flatMap(({ to }) => to)) {
      const count = counts.get(email);
      if (count !== undefined) counts.set(email, count + 1);
    }
  }
  return counts;
}

async function whatWasKilled(submission: string): Promise<Killed> {
  const found = await find(submission);
  if (!found) return { moment: 'reading', inFlight: new Set() };
  if (found.status === 'REVIEW') {
    const stored = await world.db.invitation.count({
      where: { email: { endsWith: `@${submission}.example` } },
    });
    expect(stored).toBe(0);
    return { moment: 'storing', inFlight: new Set() };
  }
  if (found.status === 'DONE') return { moment: 'done', inFlight: new Set() };
  const { rows } = await world.pool.query<{ email: string }>(
    `SELECT r.email FROM bulk_import b
     JOIN bulk_import_row r ON r.workspace_id = b.workspace_id AND r.import_id = b.id
       AND r.position > b.mailed_up_to AND r.position <= b.claimed_up_to
     JOIN invitation i ON i.workspace_id = r.workspace_id AND i.id = r.invitation_id AND i.delivery = 'QUEUED'
     WHERE b.submission = $1`,
    [submission],
  );
  const inFlight = new Set(rows.map(({ email }) => email));
  const counts = mailsTo(submission);
  const isTaken = [...inFlight].some((email) => counts.get(email) !== 0);
  return { moment: isTaken ? 'noting' : 'mailing', inFlight };
}

/** What is wrong with an import that is done. */
async function faultsOf(submission: string, kills: Killed[]): Promise<string[]> {
  const { rows } = await world.pool.query<{ fault: string; count: number }>(
    `WITH mine AS (SELECT * FROM invitation WHERE split_part(email, '@', 2) = $1)
     SELECT 'invitations' AS fault, count(*)::int - $2 AS count FROM mine
     UNION ALL SELECT 'addresses with several', count(*)::int FROM (SELECT FROM mine GROUP BY email HAVING count(*) > 1) twice
     UNION ALL SELECT 'not noted as sent', count(*)::int FROM mine WHERE delivery <> 'SENT' OR status <> 'PENDING'
     UNION ALL SELECT 'without exactly one entry in the activity', count(*)::int FROM mine
       WHERE 1 <> (SELECT count(*) FROM activity a WHERE a.subject_id = mine.id)`,
    [`${submission}.example`, PEOPLE],
  );
  const wrong = rows.filter(({ count }) => count !== 0).map(({ fault, count }) => `${fault}: ${count}`);
  const imports = await world.db.bulkImport.findMany({ where: { submission } });
  expect(imports.map(({ mailedUpTo, invitedCount }) => [mailedUpTo, invitedCount])).toEqual([
    [PEOPLE, PEOPLE],
  ]);
  for (const [email, count] of mailsTo(submission)) {
    const atMost = 1 + kills.filter(({ inFlight }) => inFlight.has(email)).length;
    if (count < 1 || count > atMost) wrong.push(`${email} got ${count} mails, and not 1 to ${atMost}`);
  }
  return wrong;
}

type Wanted = (typeof PLAN)[number];

/** So many milliseconds after an import has begun with something; `noting`: after SendGrid has taken a batch. */
async function moment(program: ImportProgram, submission: string, wanted: Wanted, ms: number) {
  const taken = sendGrid.sent.length;
  await program.reached(wanted === 'noting' ? 'mailing' : wanted);
  if (wanted === 'noting') {
    await until('SendGrid takes a batch', async () => sendGrid.sent.length > taken || isDone(submission));
  }
  await pause(ms);
}

async function untilDone(program: ImportProgram, submission: string): Promise<void> {
  await until('it is done', async () => program.fault() !== '' || isDone(submission), 60_000);
}

/** Imports once without a kill, and tells how many milliseconds each part takes. */
async function undisturbed(): Promise<Record<Wanted, number>> {
  const times: number[] = [];
  await live('undisturbed', async (program) => {
    for (const stage of ['reading', 'storing', 'mailing'] as const) {
      await program.reached(stage);
      times.push(performance.now());
    }
    await untilDone(program, 'undisturbed');
    times.push(performance.now());
  });
  expect(await faultsOf('undisturbed', [])).toEqual([]);
  const [reading = 0, storing = 0, mailing = 0, done = 0] = times;
  const batch = (done - mailing) / (PEOPLE / BATCH);
  return { reading: storing - reading, storing: mailing - storing, mailing: batch, noting: ANSWER_MS };
}

test(`killed at ${KILLS} moments or more while 2,000 people are imported, it loses nobody, invites nobody twice, and mails at most the batch in flight twice`, async () => {
  await world.pool.query('UPDATE workspace SET seat_limit = NULL');
  const lasting = await undisturbed();
  const random = chance(seed);
  const all: Killed[] = [];
  let imports = 0;
  const at = (wanted: Moment) => all.filter(({ moment }) => moment === wanted).length;
  const isEnough = () => all.length >= AT_MOST || (all.length >= KILLS && MOMENTS.every(at));
  while (!isEnough()) {
    imports += 1;
    const submission = `import${imports}`;
    const kills: Killed[] = [];
    for (const wanted of PLAN) {
      if (isEnough() || (await isDone(submission))) break;
      await live(submission, (program) => moment(program, submission, wanted, random() * lasting[wanted]));
      const killed = await whatWasKilled(submission);
      expect(killed.inFlight.size).toBeLessThanOrEqual(BATCH);
      kills.push(killed);
      all.push(killed);
    }
    if (!(await isDone(submission))) await live(submission, (program) => untilDone(program, submission));
    expect(await faultsOf(submission, kills)).toEqual([]);
  }

  const moments = [...MOMENTS, 'done' as const].map((wanted) => `${at(wanted)} ${wanted}`);
  const mails = sendGrid.sent.reduce((sum, { personalizations }) => sum + personalizations.length, 0);
  const people = PEOPLE * (1 + imports);
  process.stdout.write(
    `seed ${seed}: ${all.length} kills (${moments.join(', ')}), ${imports} imports, ${people} people invited once, ${mails - people} mails twice\n`,
  );
  for (const wanted of MOMENTS) expect(at(wanted)).toBeGreaterThan(0);
}, 300_000);
