import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from './config.ts';
import { openKeptData } from './database/open-kept-data.ts';
import type { Deps } from './deps.ts';
import { type AnyRefusal, Refusal, StartupError } from './errors.ts';
import { readEmailAddress } from './invitations/email-address.ts';
import { idMaker } from './new-id.ts';
import { typedText } from './users/typed-text.ts';

const REASON_MAX_LENGTH = 1000;

type CommandDeps = Pick<Deps, 'db' | 'now' | 'newId'>;

/** What whoever runs the program does by a command, beside it or while it is stopped. */
interface OperatorCommand<Options extends z.ZodObject> {
  usage: string;
  /** Each takes a value. */
  options: Options;
  /** Resolves to what is said of it. */
  act(deps: CommandDeps, asked: z.infer<Options>): Promise<string>;
  /** Why it was not done; undefined: a refusal that it does not cause. */
  whyNot(refusal: AnyRefusal): string | undefined;
}

/** `--to`: normalised. */
export function addressOption(whose: string) {
  return z.string({ error: `--to is missing: the address of ${whose}.` }).transform((typed, context) => {
    const read = readEmailAddress(typed);
    if (read.ok) return read.email;
    context.addIssue({ code: 'custom', message: '--to is not an email address.' });
    return z.NEVER;
  });
}

/** `--reason`; `why` there has to be one. */
export function reasonOption(why: string) {
  return z
    .string({ error: `--reason is missing: ${why}.` })
    .transform(typedText)
    .pipe(z.string().min(1, { error: '--reason is empty.' }).max(REASON_MAX_LENGTH));
}

/** Ends with 0 where it was done, and with 2 where nothing was changed. */
export function runOperatorCommand<Options extends z.ZodObject>(command: OperatorCommand<Options>): void {
  run(command, process.argv.slice(2)).then(
    (said) => process.stdout.write(`${said}\n`),
    (error) => {
      process.stderr.write(`${explained(command, error)}\n`);
      process.exitCode = 2;
    },
  );
}

async function run<Options extends z.ZodObject>(
  command: OperatorCommand<Options>,
  args: string[],
): Promise<string> {
  const asked = readOptions(command, args);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const data = await openKeptData(loadConfig(process.env));
  try {
    return await command.act({ db: data.db, now: () => new Date(), newId: idMaker(Date.now) }, asked);
  } finally {
    await data.close();
  }
}

function readOptions<Options extends z.ZodObject>(
  { options, usage }: OperatorCommand<Options>,
  args: string[],
): z.infer<Options> {
  try {
    const names = Object.keys(options.shape);
    const { values } = parseArgs({
      args,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    });
    return options.parse(values);
  } catch (cause) {
    const why =
      cause instanceof z.ZodError ? cause.issues[0]?.message : cause instanceof Error && cause.message;
    throw new StartupError(`${why}\n${usage}`, { cause });
  }
}

function explained({ whyNot }: Pick<OperatorCommand<z.ZodObject>, 'whyNot'>, error: unknown): string {
  if (error instanceof StartupError) return error.message;
  const expected = error instanceof Refusal ? whyNot(error.asUnion()) : undefined;
  if (expected) return expected;
  if (/(relation|table) \S+ does not exist/i.test(String(error))) {
    return 'The database is of an earlier version: start this version of the program first.';
  }
  return `It could not be done: ${error instanceof Error ? error.stack : String(error)}`;
}
