import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Pick<
  pino.Logger,
  'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'isLevelEnabled'
>;

/** Whatever is in the log may be read by many: what identifies people or opens doors never gets there. */
const secret = [
  'email',
  'address',
  'token',
  'password',
  'message',
  'authorization',
  'cookie',
  'signingSecret',
  'botToken',
];

/** Writes JSON, a line each, to standard output where no other destination is given. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(1)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      serializers: { error: describeError },
    },
    destination,
  );
}

const address = /[^\s"'<>(),:;@]+@[^\s"'<>(),:;@]+/g;
const longToken = /[\w-]{40,}/g;
const slackToken = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/** Of many that failed together, the first ones say why, and the others which they are. */
const ERRORS_DESCRIBED = 10;

/** An error without what may stand in messages of databases and of other people's servers. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { reason: 'not an error', type: typeof error };
  return {
    name: error.name,
    // Not "message": that is what people write in invitations, and redacted above.
    reason: reasonOf(error),
    ...('code' in error && { code: error.code }),
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .map(withoutSecrets),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
    ...(error instanceof AggregateError && {
      errors: error.errors.slice(0, ERRORS_DESCRIBED).map(describeError),
      others: error.errors.slice(ERRORS_DESCRIBED).map(reasonOf),
    }),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? withoutSecrets(withoutQueryInput(error.message)) : 'not an error';
}

/** Prisma quotes the whole input of a query that it cannot make sense of. */
function withoutQueryInput(message: string): string {
  const from = message.indexOf('{\n');
  const to = message.lastIndexOf('\n}');
  return from >= 0 && to > from ? `${message.slice(0, from)}{…}${message.slice(to + 2)}` : message;
}

/** What is read for secrets, and so written, of one text: these patterns take their time with endless ones. */
const MOST = 2000;

export function withoutSecrets(text: string): string {
  // Without the last word, which may be the first half of a secret.
  const read = text.length <= MOST ? text : text.slice(0, MOST).replace(/\S*$/, '…');
  return read.replace(address, '[address]').replace(slackToken, '[token]').replace(longToken, '[token]');
}
