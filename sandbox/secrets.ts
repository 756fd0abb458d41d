import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const secretsFile = z.object({
  botToken: z.string().startsWith('xoxb-'),
  /** The app-level token of Socket Mode, with the scope connections:write. */
  appToken: z.string().startsWith('xapp-'),
  /** For apps.manifest.*, which work on apps and not in a team. */
  configurationToken: z.string().startsWith('xoxe.xoxp-'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  signingSecret: z.string().min(1),
  verificationToken: z.string().min(1),
});
export type Secrets = z.infer<typeof secretsFile>;

/** Kept in the data folder, so that a bot configured at the first start is still known at the second. */
export async function loadSecrets(dataDir: string | undefined): Promise<Secrets> {
  if (dataDir === undefined) return freshSecrets();
  const file = path.join(dataDir, 'sandbox-secrets.json');
  const kept = existsSync(file) ? secretsFile.partial().parse(JSON.parse(await readFile(file, 'utf8'))) : {};
  // An older file lacks what came later: that is added, and what it has stays valid.
  const secrets = secretsFile.parse({ ...freshSecrets(), ...kept });
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

function freshSecrets(): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    botToken: `xoxb-sandbox-${random(18)}`,
    appToken: `xapp-1-sandbox-${random(32)}`,
    configurationToken: `xoxe.xoxp-1-sandbox-${random(24)}`,
    clientId: `${randomInt(1e12, 1e13)}.${randomInt(1e12, 1e13)}`,
    clientSecret: random(16),
    signingSecret: random(16),
    verificationToken: random(12),
  };
}
