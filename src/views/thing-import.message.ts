import type { KnownBlock } from '@slack/types';
import type { ThingImportOutcome } from '../thing-imports/read-thing-outcome.ts';
import { assetsList } from './assets-list.modal.ts';
import { licensesList } from './licenses-list.modal.ts';
import { escapeMrkdwn, section } from './text.ts';
import { errorListButton } from './thing-import.modal.ts';
import { thingCount } from './thing-import-words.ts';

/** What an import has added, and a way to it. */
export function thingImportMessage(outcome: ThingImportOutcome): { text: string; blocks: KnownBlock[] } {
  const { kind, created, leftOut, fileName, importId } = outcome;
  const left =
    leftOut === 0
      ? ''
      : ` ${leftOut === 1 ? '1 row was' : `${leftOut.toLocaleString('en-US')} rows were`} left out.`;
  const text = `${thingCount(kind, created)} of ${escapeMrkdwn(fileName)} ${created === 1 ? 'is' : 'are'} added.${left}`;
  const show =
    kind === 'ASSETS'
      ? assetsList.openButton('Show Assets', 'ALL')
      : licensesList.openButton('Show Licenses', 'ALL');
  return {
    text,
    blocks: [
      section(text),
      {
        type: 'actions',
        block_id: 'imported',
        elements: [show, ...(leftOut > 0 ? [errorListButton(importId)] : [])],
      },
    ],
  };
}
