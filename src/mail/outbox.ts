import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Address, SendMail } from './transport.ts';

/** A mail as it lies in the outbox, one JSON file each. */
interface OutboxMail {
  id: string;
  /** ISO 8601 */
  createdAt: string;
  from: Address;
  to: Address;
  subject: string;
  html: string;
  text: string;
}

interface Outbox {
  folder: string;
  from: Address;
  now: () => Date;
}

/** Writes mails to a folder instead of sending them. The same mail again replaces the file. */
export function createOutbox({ folder, from, now }: Outbox): SendMail {
  return async (mails) => {
    // The links in these mails open accounts: for nobody else on this machine.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { recipients, subject, html, text } of mails) {
      for (const { key, to, substitutions } of recipients) {
        if (!/^[a-z0-9-]+$/.test(key)) throw new Error('a mail whose key cannot name a file');
        const bodies = { html: substituted(html, substitutions), text: substituted(text, substitutions) };
        const mail: OutboxMail = { id: key, createdAt: now().toISOString(), from, to, subject, ...bodies };
        const unfinished = join(folder, `${key}.tmp`);
        await writeFile(unfinished, JSON.stringify(mail, undefined, 2), { mode: 0o600 });
        await rename(unfinished, join(folder, `${key}.json`));
      }
    }
    return mails.flatMap(({ recipients }) =>
      recipients.map(({ key }) => ({ key, outcome: 'SENT' as const })),
    );
  };
}

function substituted(body: string, substitutions: Record<string, string>): string {
  return Object.entries(substitutions).reduce((text, [name, own]) => text.replaceAll(name, () => own), body);
}
