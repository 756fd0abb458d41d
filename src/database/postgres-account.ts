import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { StartupError } from '../errors.ts';

const run = promisify(execFile);

/** What PostgreSQL runs as, because it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** The account `postgres` where this process is root, made if it is missing; undefined for everybody else. */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await findAccount()) ?? (await createAccount());
}

async function findAccount(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    const id = z.coerce.number().int().positive();
    return { uid: id.parse(uid.stdout), gid: id.parse(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createAccount(): Promise<Account> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch((cause) => {
    throw new StartupError(
      'PostgreSQL refuses to run as root and the user "postgres" could not be made: start as an ordinary user, or set DATABASE_URL.',
      { cause },
    );
  });
  const account = await findAccount();
  if (!account)
    throw new StartupError('The user "postgres" is missing: start as an ordinary user, or set DATABASE_URL.');
  return account;
}

/**
 * Where root's data goes: a place that the account can reach even if the data folder lies in a home directory that only
 * root may enter. Each `secret` of a data folder has its own, so that a new data folder never meets an old database.
 */
export async function rootsFolder(secret: string, account: Account): Promise<string> {
  const key = createHash('sha256').update(`fluxera/place\n${secret}`).digest('hex').slice(0, 12);
  const place = join('/var/lib/fluxera', key);
  await mkdir(place, { recursive: true, mode: 0o755 });
  await chown(place, account.uid, account.gid);
  return place;
}
