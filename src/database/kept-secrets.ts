import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeDataFolder } from '../data-folder.ts';
import { StartupError } from '../errors.ts';

const kept = z.object({ appSecret: z.string().min(32), databasePassword: z.string().min(16) });
export type KeptSecrets = z.infer<typeof kept>;

/** The secrets that nobody has to choose: made at the first start, readable by this account alone. */
export async function keptSecrets(dataDir: string): Promise<KeptSecrets> {
  await makeDataFolder(dataDir);
  const file = join(dataDir, 'secrets.json');
  return (await makeSecrets(file)) ?? (await readSecrets(file));
}

/** undefined: there are some already. */
async function makeSecrets(file: string): Promise<KeptSecrets | undefined> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (!handle) return undefined;
  try {
    const made = {
      appSecret: randomBytes(32).toString('base64url'),
      databasePassword: randomBytes(24).toString('base64url'),
    };
    await handle.writeFile(`${JSON.stringify(made, null, 2)}\n`);
    await handle.sync();
    return made;
  } finally {
    await handle.close();
  }
}

async function readSecrets(file: string): Promise<KeptSecrets> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new StartupError(`${file} cannot be read: start as the account that owns it.`, { cause });
  });
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Without the cause: a parser's message quotes what it read.
    throw new StartupError(
      `${file} is damaged: restore it from a backup; without it the links in sent mails are lost.`,
    );
  }
}
