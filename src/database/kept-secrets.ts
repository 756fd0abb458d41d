import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartupError } from '../errors.ts';

const kept = z.object({ appSecret: z.string().min(32), databasePassword: z.string().min(16) });
export type KeptSecrets = z.infer<typeof kept>;

/** The secrets that nobody has to choose: made at the first start, readable by this account alone. */
export async function keptSecrets(dataDir: string): Promise<KeptSecrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
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
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw new StartupError(`DATA_DIR ${dataDir} cannot be written: choose another folder or its owner.`, {
        cause: error,
      });
    }
  }
  const read = kept.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (read.success) return read.data;
  throw new StartupError(
    `${file} is damaged: restore it from a backup; without it the links in sent mails are lost.`,
  );
}
