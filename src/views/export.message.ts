import type { KnownBlock } from '@slack/types';
import type { ExportKind } from '../generated/prisma/client.ts';
import { exportCount, exportWords } from './export-words.ts';
import { section } from './text.ts';

interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** How far a file is that takes long. */
export function exportProgressMessage(kind: ExportKind, rows: number): Message {
  return message(`*Exporting* · ${exportCount(kind, rows)} are written so far. The file comes here.`);
}

/** What becomes of that message when the file is there. */
export function exportDoneMessage(kind: ExportKind, rows: number): Message {
  return message(`*Done* · ${exportCount(kind, rows)} ${rows === 1 ? 'is' : 'are'} in the file below.`);
}

/** Why no file comes; `because` is for mrkdwn. */
export function exportNotSentMessage(kind: ExportKind, because: string): Message {
  return message(`*Not exported* · There is no file of ${exportWords[kind].several}. ${because}`);
}

export const fileNotTaken =
  'Slack did not take it, and would not the next time either. Choose less of it, such as fewer days, and try again.';

function message(text: string): Message {
  return { text, blocks: [section(text)] };
}
