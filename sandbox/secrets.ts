import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const secretsFile = z.object({
  botToken: z.string().startsWith('xoxb-'),
  signingSecret: z.string().min(1),
  verificationToken: z.string().min(1),
});
export type Secrets = z.infer<typeof secretsFile>;

/** Kept in the data folder, so that a bot configured at the first start is still known at the second. */
export async function loadSecrets(dataDir: string | undefined): Promise<Secrets> {
  if (dataDir === undefined) return freshSecrets();
  const file = path.join(dataDir, 'sandbox-secrets.json');
  if (existsSync(file)) return secretsFile.parse(JSON.parse(await readFile(file, 'utf8')));
  const secrets = freshSecrets();
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

function freshSecrets(): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    botToken: `xoxb-sandbox-${random(18)}`,
    signingSecret: random(16),
    verificationToken: random(12),
  };
}
