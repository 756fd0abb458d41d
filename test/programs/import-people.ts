// Imports a file as the product does, and runs its queue, until it is killed: a process of its own for
// test/journeys/bulk-crashes.test.ts. Started again, it is told the same by whoever imports.

import { z } from 'zod';
import { sealKeyFrom } from '../../src/activity/activity-chain.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { type Deps, type JobPayload, jobPayloads } from '../../src/deps.ts';
import { Refusal } from '../../src/errors.ts';
import { sendImport } from '../../src/imports/send-import.ts';
import { startImport } from '../../src/imports/start-import.ts';
import { mailImport } from '../../src/jobs/mail-import.ts';
import { linkKeyFrom } from '../../src/links/link-token.ts';
import { createLog } from '../../src/log.ts';
import { createSendGrid } from '../../src/mail/sendgrid.ts';
import { createMetrics } from '../../src/metrics.ts';
import { idMaker } from '../../src/new-id.ts';
import { type JobHandlers, startWorker } from '../../src/queue/worker.ts';

const environment = z.object({ DATABASE_URL: z.string(), SENDGRID_BASE_URL: z.string() });

/** What whoever imports hands in, and presses. */
const wish = z.object({
  workspaceId: z.string(),
  userId: z.string(),
  submission: z.string(),
  csv: z.string(),
});

export type Wish = z.infer<typeof wish>;

/** What it says that it begins with. */
export type Stage = 'ready' | 'reading' | 'storing' | 'mailing';

const say = (stage: Stage) => process.send?.(stage);

const { DATABASE_URL, SENDGRID_BASE_URL } = environment.parse(process.env);
const { db, pool } = await openDatabase(DATABASE_URL);
const nobodyHasOne = () => Promise.reject(new Error('imports need no passwords'));
const SECRET = 'a secret for tests, of more than 32 characters';
const deps: Deps = {
  ...{ db, newId: idMaker(Date.now), now: () => new Date() },
  passwords: { hash: nobodyHasOne, verify: nobodyHasOne },
  product: { name: 'Fluxera', publicUrl: 'https://portal.example' },
  vaultKey: new Uint8Array(32),
  linkKey: linkKeyFrom(SECRET),
  sealKey: sealKeyFrom(SECRET),
};
const sendMail = createSendGrid({
  ...{ apiKey: 'SG.test', baseUrl: SENDGRID_BASE_URL },
  ...{ from: { email: 'mail@fluxera.example' }, followOpens: false },
});

process.once('message', async (message) => {
  const { csv, submission, ...actor } = wish.parse(message);
  const file = { name: 'people.csv', bytes: Buffer.from(csv) };
  const choices = { defaultRoleId: null, message: 'Welcome!', skipKnown: true };
  say('reading');
  const ref = await startImport(deps, { actor, submission, file, ...choices });
  say('storing');
  await sendImport(deps, { ...ref, actor, origin: { source: 'SLACK' } }).catch((error) => {
    if (!(error instanceof Refusal) || error.code !== 'IMPORT_SENT') throw error;
  });
  say('mailing');
  await startWorker(pool, handlers(), { log: createLog('silent'), metrics: createMetrics() });
});
say('ready');

/** Slack is not what this is about: what is told there is not told. */
function handlers(): JobHandlers {
  const nothing = async () => {};
  return Object.assign(
    Object.create(null),
    Object.fromEntries(Object.keys(jobPayloads).map((name) => [name, nothing])),
    { 'mail-import': (payload: JobPayload<'mail-import'>) => mailImport({ deps, sendMail }, payload) },
  );
}
