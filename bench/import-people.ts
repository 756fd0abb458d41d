// Imports so many people, and prints how long that took and how much memory was in use at most.
import { sendImport } from '../src/imports/send-import.ts';
import { startImport } from '../src/imports/start-import.ts';
import { mailImport } from '../src/jobs/mail-import.ts';
import { createSendGrid } from '../src/mail/sendgrid.ts';
import { createWorld } from '../test/harness/world.ts';
import type { Imported } from './imports.ts';
import { startMailbox } from './mailbox.ts';
import { timed } from './measure.ts';

/** From the bytes of the file to every invitation stored, and from there to every mail taken. */
async function importPeople(count: number): Promise<Imported> {
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

// The program and the database are warm, as they are for the peer: a server is not started for each file.
for (let round = 0; round < 5; round++) await importPeople(1_000);
process.stdout.write(JSON.stringify(await importPeople(Number(process.argv[2]))));
