// Imports so many people, and prints how long that took and how much memory was in use at most.
import { reviewImport } from '../src/imports/review-import.ts';
import { sendImport } from '../src/imports/send-import.ts';
import { startImport } from '../src/imports/start-import.ts';
import { mailImport } from '../src/jobs/mail-import.ts';
import { createSendGrid } from '../src/mail/sendgrid.ts';
import { createWorld } from '../test/harness/world.ts';
import type { Imported } from './imports.ts';
import { startMailbox } from './mailbox.ts';
import { timed } from './measure.ts';

const world = await createWorld();
const mailbox = await startMailbox();
const sendMail = createSendGrid({
  apiKey: 'SG.bench',
  baseUrl: mailbox.url,
  from: { email: 'a@b.example' },
  followOpens: false,
});

/** From the bytes of the file, by way of the review, to every invitation stored, and from there to every mail taken. */
async function importPeople(count: number): Promise<Imported> {
  const { workspaceId, ownerId } = await world.createWorkspace();
  const actor = { workspaceId, userId: ownerId };
  const bytes = csvOf(count, workspaceId);
  const takenBefore = mailbox.taken();
  const memory = watchMemory();
  let importId = '';
  const storedMs = await timed(async () => {
    const file = { name: 'people.csv', bytes };
    const started = {
      ...{ actor, submission: workspaceId, file },
      ...{ defaultRoleId: null, message: '', skipKnown: true },
    };
    importId = (await startImport(world.deps, started)).importId;
    await reviewImport(world.deps, actor, { workspaceId, importId });
    await sendImport(world.deps, { workspaceId, importId, actor, origin: { source: 'SLACK' } });
  });
  const mailedMs = await timed(async () => {
    while (mailbox.taken() - takenBefore < count)
      await mailImport({ deps: world.deps, sendMail }, { workspaceId, importId });
  });
  return { storedMs, mailedMs, peakMb: memory.stop() };
}

/** Others in each workspace: who gets one invitation too many is left out. */
function csvOf(count: number, workspaceId: string): Buffer {
  const rows = Array.from(
    { length: count },
    (_, n) => `person${n}.${workspaceId.slice(-4)}@example.com,Member,Jane${n},Doe${n}`,
  );
  return Buffer.from(`Email,Role,First Name,Last Name\n${rows.join('\n')}\n`);
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

// Program and database are warm, as they are for the peer: a server does not start for each file.
for (let round = 0; round < 5; round++) await importPeople(1_000);
process.stdout.write(JSON.stringify(await importPeople(Number(process.argv[2]))));
await mailbox.close();
await world.close();
