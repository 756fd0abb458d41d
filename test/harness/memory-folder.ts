import { chown, mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresAccount } from '../../src/database/postgres-account.ts';

/** Linux keeps in memory what lies here; a container may have been given only a little of it. */
const MEMORY = '/dev/shm';
const NEEDED_BYTES = 4 * 2 ** 30;
const PREFIX = 'fluxera-test-';

/**
 * A folder in memory that PostgreSQL may write to, or undefined where there is not enough of it. Each test has a
 * database of its own, of hundreds of files: on a disk, making them takes longer than most tests.
 */
export async function memoryFolder(): Promise<string | undefined> {
  const place = await statfs(MEMORY).catch(() => undefined);
  if (!place || place.bavail * place.bsize < NEEDED_BYTES) return undefined;
  await removeAbandoned();
  const folder = join(MEMORY, `${PREFIX}${process.pid}`);
  await mkdir(folder, { mode: 0o700 });
  const account = await postgresAccount();
  if (account) await chown(folder, account.uid, account.gid);
  return folder;
}

/** Runs that were killed could not clear up, and memory is dear. */
async function removeAbandoned() {
  for (const name of await readdir(MEMORY)) {
    const pid = name.startsWith(PREFIX) && Number(name.slice(PREFIX.length));
    if (pid && !isRunning(pid)) await rm(join(MEMORY, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
