import type { KnownBlock } from '@slack/types';
import type { EndingLicenses } from '../licenses/read-ending.ts';
import { expiryWords, seatWords } from './license-words.ts';
import { licensesList } from './licenses-list.modal.ts';
import { clipped, escapeMrkdwn, section } from './text.ts';

/** Which licenses end soon, and a way to them. */
export function licenseReminder({ licenses, more }: EndingLicenses): { text: string; blocks: KnownBlock[] } {
  const count = licenses.length + more;
  const text = count === 1 ? 'A license ends within 30 days.' : `${count} licenses end within 30 days.`;
  const lines = licenses.map(
    ({ name, expiresOn, expiry, ...seats }) =>
      `• *${escapeMrkdwn(clipped(name, 100))}* · ${seatWords(seats)} · ${expiryWords(expiresOn, expiry)}`,
  );
  return {
    text,
    blocks: [
      section([`*${text}* Renew what is still used, and change the last day here.`, ...lines].join('\n')),
      ...(more > 0 ? [section(`…and ${more} more`)] : []),
      {
        type: 'actions',
        block_id: 'licenses',
        elements: [licensesList.openButton('Show Licenses', 'EXPIRING')],
      },
    ],
  };
}
