import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from './config.ts';
import { openKeptData } from './database/open-kept-data.ts';
import type { Deps } from './deps.ts';
import { Refusal, type RefusalFacts, StartupError } from './errors.ts';
import { readEmailAddress } from './invitations/email-address.ts';
import { idMaker } from './new-id.ts';
import { assignOwnership } from './ownership/assign-ownership.ts';
import { typedText } from './users/typed-text.ts';

const USAGE = 'Usage: npm run ownership:assign -- --to address --reason "why" [--workspace id]';
const REASON_MAX_LENGTH = 1000;

const asked = z.object({
  to: z.string({ error: '--to is missing: the address of the new Owner.' }).transform((typed, context) => {
    const read = readEmailAddress(typed);
    if (read.ok) return read.email;
    context.addIssue({ code: 'custom', message: '--to is not an email address.' });
    return z.NEVER;
  }),
  reason: z
    .string({ error: '--reason is missing: it is recorded, and both people read it.' })
    .transform(typedText)
    .pipe(z.string().min(1, { error: '--reason is empty.' }).max(REASON_MAX_LENGTH)),
  workspace: z.uuid({ error: '--workspace is not the id of a workspace.' }).optional(),
});

async function main(args: string[]): Promise<void> {
  const { to: email, reason, workspace } = readArguments(args);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const data = await openKeptData(loadConfig(process.env));
  try {
    const workspaceId = await chosenWorkspace(data.db, workspace);
    const deps = { db: data.db, now: () => new Date(), newId: idMaker() };
    const done = await assignOwnership(deps, { workspaceId, email, reason });
    process.stdout.write(
      `${done.newOwner} is the Owner of ${done.workspaceName} now, and ${done.formerOwner} is Admin. Both are told by mail as soon as the program runs.\n`,
    );
  } finally {
    await data.close();
  }
}

function readArguments(args: string[]): z.infer<typeof asked> {
  try {
    const option = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { to: option, reason: option, workspace: option } });
    return asked.parse(values);
  } catch (cause) {
    const why =
      cause instanceof z.ZodError ? cause.issues[0]?.message : cause instanceof Error && cause.message;
    throw new StartupError(`${why}\n${USAGE}`, { cause });
  }
}

/** The only one there is, or the one that was named. */
async function chosenWorkspace(db: Deps['db'], wanted: string | undefined): Promise<string> {
  const workspaces = await db.workspace.findMany({ select: { id: true, name: true }, take: 100 });
  const [only, another] = workspaces;
  const found = wanted ? workspaces.find(({ id }) => id === wanted) : !another && only;
  if (found) return found.id;
  if (!only) throw new StartupError('There is no workspace yet.');
  const list = workspaces.map(({ id, name }) => `${id} ${name}`).join('\n');
  throw new StartupError(`Name the workspace by --workspace, one of:\n${list}`);
}

const unfit: Record<RefusalFacts['CANNOT_BECOME_OWNER']['because'], string> = {
  NO_ACCOUNT: 'Nobody in the workspace has that address.',
  SELF: 'They are the Owner already.',
  UNVERIFIED: 'They have not verified their address yet: they can become the Owner after that.',
  INACTIVE: 'They are inactive: reactivate them first, or choose somebody else.',
};

function whyNot(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  const refusal = error instanceof Refusal ? error.asUnion() : undefined;
  if (refusal?.code === 'CANNOT_BECOME_OWNER') return `${unfit[refusal.facts.because]} Nothing was changed.`;
  if (refusal?.code === 'BUSY') return 'Somebody changed the ownership at that moment. Try again.';
  if (/(relation|table) \S+ does not exist/i.test(String(error))) {
    return 'The database is of an earlier version: start this version of the program first.';
  }
  return `It could not be done: ${error instanceof Error ? error.stack : String(error)}`;
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${whyNot(error)}\n`);
  process.exitCode = 2;
});
