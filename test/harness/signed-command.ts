import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Sends a slash command of Olivia's as the local Slack of that data folder signs it. */
export async function signedCommand(
  { url }: { url: string },
  dataDir: string,
  fields: Record<string, string>,
): Promise<Response> {
  const { signingSecret } = z
    .object({ signingSecret: z.string() })
    .parse(JSON.parse(await readFile(join(dataDir, 'sandbox-secrets.json'), 'utf8')));
  const body = new URLSearchParams({
    team_id: 'T0ACME0001',
    user_id: 'U0OLIVIA01',
    channel_id: 'C0GENERAL1',
    trigger_id: '1.1.1',
    ...fields,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
}
