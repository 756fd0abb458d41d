import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { LicenseFilter, LicensePage, LicenseQuery, ListedLicense } from '../licenses/list-licenses.ts';
import { exportButton } from './export-button.ts';
import { expiryWords, seatWords } from './license-words.ts';
import { countWords, matchingWords, pagedList } from './paged-list.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';
import { importButton } from './thing-import.modal.ts';

export const LICENSE_DETAILS_ACTION = 'license_details';
export const NEW_LICENSE_ACTION = 'license_new';

export const licenseFilterWords: Record<LicenseFilter, string> = {
  ALL: 'All',
  FREE: 'With free seats',
  FULL: 'Full',
  EXPIRING: 'Expiring soon',
  EXPIRED: 'Expired',
};

export const licensesList = pagedList<LicenseFilter>({
  name: 'licenses',
  title: 'Licenses',
  filters: licenseFilterWords,
  placeholder: 'Beginning of a name or vendor',
});

/** One page of `/fluxera licenses`. */
export function licensesListModal(
  page: LicensePage,
  asked: LicenseQuery,
  { mayExport }: { mayExport: boolean },
): ModalView {
  return licensesList.modal(page, asked, {
    headline: headline(page, asked),
    row,
    empty: emptyText(page, asked),
    buttons: [
      ...(page.mayCreate ? [newButton(), importButton('LICENSES')] : []),
      ...(mayExport ? [exportButton({ kind: 'LICENSES', filter: asked.filter, search: asked.search })] : []),
    ],
  });
}

function newButton(): Button {
  return {
    type: 'button',
    action_id: NEW_LICENSE_ACTION,
    text: plainText('New License'),
    value: 'form',
    style: 'primary',
  };
}

function headline({ matching }: LicensePage, { filter, search }: LicenseQuery): string {
  const kind = filter === 'ALL' ? '' : ` · ${licenseFilterWords[filter]}`;
  return `${countWords(matching)} ${matching.count === 1 ? 'license' : 'licenses'}${matchingWords(search)}${kind}`;
}

function row(license: ListedLicense): KnownBlock {
  const { id, name, vendor, expiresOn, expiry } = license;
  const day = expiresOn?.toISOString().slice(0, 10) ?? null;
  const details = [seatWords(license), expiryWords(day, expiry)].filter(Boolean);
  const by = vendor ? ` · ${escapeMrkdwn(clipped(vendor, 100))}` : '';
  return {
    ...section(`*${escapeMrkdwn(clipped(name, 150))}*${by}\n${details.join(' · ')}`),
    block_id: `row:${id}`,
    accessory: {
      type: 'button',
      action_id: LICENSE_DETAILS_ACTION,
      text: plainText('Details'),
      accessibility_label: `Details of ${name}`.slice(0, 75),
      value: id,
    },
  };
}

function emptyText({ mayCreate }: LicensePage, { filter, search, from }: LicenseQuery): string {
  if (from) return 'Nothing is on this page any more. Go back to the first one.';
  if (search) {
    return `Nothing matches “${escapeMrkdwn(search)}” here. Try the beginning of a name or vendor, or show all licenses.`;
  }
  switch (filter) {
    case 'FREE':
      return 'No seat of any license is free.';
    case 'FULL':
      return 'No license is full: each has a seat left.';
    case 'EXPIRING':
      return 'No license expires within 30 days.';
    case 'EXPIRED':
      return 'No license has expired.';
    case 'ALL':
      return `There are no licenses yet. Software that people share seats of is listed here, with who uses it and until when it is valid.${
        mayCreate ? ' Begin with *New License*, or *Import* a file.' : ''
      }`;
  }
}
