import type { Button, KnownBlock } from '@slack/types';
import type { TrackedImport } from '../imports/track-import.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const PAUSE_IMPORT_ACTION = 'import_pause';
export const RESUME_IMPORT_ACTION = 'import_resume';
export const CANCEL_IMPORT_ACTION = 'import_cancel';
export const TRACK_IMPORT_ACTION = 'import_track';

const BAR_LENGTH = 20;

/** How far an import is, for whoever started it. */
export function importProgressMessage(
  tracked: TrackedImport,
  now: Date,
): { text: string; blocks: KnownBlock[] } {
  const text = importSentence(tracked);
  return {
    text,
    blocks: [
      section(text),
      ...(isRunning(tracked)
        ? [section(`\`${bar(tracked)}\` ${percent(tracked)} %`), ...estimate(tracked, now)]
        : []),
      { type: 'actions', block_id: 'steer', elements: buttons(tracked) },
    ],
  };
}

function isRunning({ status }: TrackedImport): boolean {
  return status === 'SENDING' || status === 'PAUSED';
}

/** How far an import is, and what becomes of the rest. */
export function importSentence(tracked: TrackedImport): string {
  const { status, mailed, invited, fileName, leftOut, responses } = tracked;
  const file = escapeMrkdwn(fileName);
  const count = `${number(mailed)} of ${number(invited)} invitations`;
  switch (status) {
    case 'PAUSED':
      return `*Paused* · ${count} of ${file} are sent. ${waiting(tracked)}`;
    case 'DONE': {
      const left =
        leftOut > 0 ? ` ${number(leftOut)} ${leftOut === 1 ? 'row was' : 'rows were'} left out.` : '';
      const undelivered =
        responses.undelivered > 0 ? ` ${number(responses.undelivered)} could not be delivered.` : '';
      return `*Done* · ${number(mailed)} ${mailed === 1 ? 'invitation' : 'invitations'} of ${file} ${mailed === 1 ? 'is' : 'are'} sent.${notSent(invited - mailed)}${undelivered}${left} What became of every row is in the file below.`;
    }
    case 'CANCELED': {
      // The batch under way.
      const { waiting } = responses;
      const leaving =
        waiting > 0 ? `, and ${number(waiting)} ${waiting === 1 ? 'is' : 'are'} leaving now` : '';
      return `*Canceled* · ${count} of ${file} were sent before${leaving}. The others are canceled, and their seats are free.`;
    }
    default:
      return `*Sending* · ${count} of ${file} are sent.`;
  }
}

function waiting({ senderMayInvite, startedBy }: TrackedImport): string {
  return senderMayInvite
    ? 'The others wait until you resume.'
    : `The others wait: ${escapeMrkdwn(startedBy)}, who sent them, may not invite people with these roles any more. Whoever may can resume, and sends them in their own name.`;
}

/** For others who may invite: somebody has to go on with it. */
export function pausedImportMessage(tracked: TrackedImport): { text: string; blocks: KnownBlock[] } {
  const text = importSentence(tracked);
  return {
    text,
    blocks: [section(text), { type: 'actions', block_id: 'steer', elements: buttons(tracked) }],
  };
}

/** Somebody canceled them by hand, or the import was paused for so long. */
function notSent(count: number): string {
  if (count === 0) return '';
  return ` ${number(count)} ${count === 1 ? 'was' : 'were'} not sent, as ${count === 1 ? 'it was' : 'they were'} canceled or expired before.`;
}

function percent({ mailed, invited }: TrackedImport): number {
  return invited === 0 ? 100 : Math.floor((mailed / invited) * 100);
}

function bar(tracked: TrackedImport): string {
  const full = Math.round((percent(tracked) / 100) * BAR_LENGTH);
  return '█'.repeat(full) + '░'.repeat(BAR_LENGTH - full);
}

/** From the pace since it was sent or resumed; of one that is paused nothing can be said. */
function estimate({ status, pace: { since, done, left } }: TrackedImport, now: Date): KnownBlock[] {
  if (status !== 'SENDING' || done <= 0) return [];
  const seconds = ((now.getTime() - since.getTime()) / 1000 / done) * left;
  const words = seconds < 60 ? 'Less than a minute' : `About ${minutes(seconds)}`;
  return [{ type: 'context', elements: [plainText(`${words} left.`)] }];
}

function minutes(seconds: number): string {
  const count = Math.round(seconds / 60);
  return count === 1 ? 'a minute' : `${number(count)} minutes`;
}

function buttons(tracked: TrackedImport): Button[] {
  return [...steeringButtons(tracked), importButton(TRACK_IMPORT_ACTION, 'Track Responses', tracked)];
}

/** What can be done with an import whose mails have not all left. */
export function steeringButtons(tracked: TrackedImport): Button[] {
  if (!isRunning(tracked)) return [];
  const { status, invited, mailed } = tracked;
  return [
    status === 'PAUSED'
      ? { ...importButton(RESUME_IMPORT_ACTION, 'Resume', tracked), style: 'primary' }
      : importButton(PAUSE_IMPORT_ACTION, 'Pause', tracked),
    {
      ...importButton(CANCEL_IMPORT_ACTION, 'Cancel the Rest', tracked),
      style: 'danger',
      confirm: {
        title: plainText('Cancel the rest?'),
        text: plainText(
          `About ${number(invited - mailed)} invitations that are not sent yet will be canceled. Those already sent stay.`,
        ),
        confirm: plainText('Cancel the Rest'),
        deny: plainText('Keep Sending'),
        style: 'danger',
      },
    },
  ];
}

function importButton(action: string, label: string, { importId }: TrackedImport): Button {
  return { type: 'button', action_id: action, text: plainText(label), value: importId };
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
