import type { AnyRefusal, RefusalFacts } from '../errors.ts';
import { fileProblemText } from './import-words.ts';
import type { Style } from './refusal-style.ts';

const codes = [
  'FILE_UNREADABLE',
  'FILE_UNREACHABLE',
  'IMPORT_WITHOUT_PEOPLE',
  'IMPORT_TWO_SOURCES',
  'IMPORT_UNKNOWN',
  'IMPORT_SENT',
  'IMPORT_HAS_KNOWN',
  'IMPORT_INVITES_NOBODY',
  'IMPORT_NOT_RUNNING',
  'THING_IMPORT_UNKNOWN',
  'THING_IMPORT_ADDS_NOTHING',
] as const;

type ImportRefusal = Extract<AnyRefusal, { code: (typeof codes)[number] }>;

export function isAboutImport(refusal: AnyRefusal): refusal is ImportRefusal {
  return codes.some((code) => code === refusal.code);
}

/** What happened, why, and what to do, of whatever can go wrong with an import. */
export function importRefusalText({ code, facts }: ImportRefusal, style: Style): string {
  switch (code) {
    case 'FILE_UNREADABLE':
      return fileProblemText(facts, style.typed);
    case 'FILE_UNREACHABLE':
      return 'Slack did not hand over the file, so nothing was read. Take it out of the form, upload it again, and try once more.';
    case 'IMPORT_WITHOUT_PEOPLE':
      return 'Upload a CSV file, or paste addresses below.';
    case 'IMPORT_TWO_SOURCES':
      return 'There are a file and pasted addresses. Take one of them out, so that it is clear whom you mean.';
    case 'IMPORT_UNKNOWN':
      return `That import is not there any more. See the others with ${style.command('/invite bulk')}, under Past Imports.`;
    case 'IMPORT_SENT':
      return `This import was sent on ${style.date(facts.sentAt)}, so nothing was sent again. See how people respond with ${style.command('/invite bulk')}, under Past Imports.`;
    case 'IMPORT_HAS_KNOWN':
      return `${facts.count} of these people are users or invited already, and you chose not to leave them out, so nothing was sent. Take them out of the file, or upload it again and choose to leave them out.`;
    case 'IMPORT_INVITES_NOBODY':
      return 'By now nobody of this import can be invited any more, so there was nothing to send. Open it again with /invite bulk, under Past Imports, to see why.';
    case 'THING_IMPORT_UNKNOWN':
      return 'What was read of that file is not there any more: it is forgotten after seven days. If something of it is still to be added, upload it again.';
    case 'THING_IMPORT_ADDS_NOTHING':
      return 'By now everything of this file is there or cannot be added, so nothing was done. Press Check Again to see why.';
    case 'IMPORT_NOT_RUNNING':
      return notRunning(facts.status, style);
  }
}

function notRunning(status: RefusalFacts['IMPORT_NOT_RUNNING']['status'], style: Style): string {
  switch (status) {
    case 'DONE':
      return `All invitations of this import are sent, so nothing was changed. Single ones can be canceled in ${style.command('/invitations')}.`;
    case 'CANCELED':
      return 'The rest of this import is canceled already, so nothing was changed.';
    case 'PAUSED':
      return 'This import is paused already.';
    case 'SENDING':
      return 'This import is being sent already.';
    case 'REVIEW':
      return 'This import has not been sent yet, so nothing was changed.';
  }
}
