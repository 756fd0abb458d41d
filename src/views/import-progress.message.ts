import type { KnownBlock } from '@slack/types';
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
  const text = sentence(tracked);
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

function sentence({ status, mailed, invited, fileName, leftOut, responses }: TrackedImport): string {
  const file = escapeMrkdwn(fileName);
  const count = `${number(mailed)} of ${number(invited)} invitations`;
  switch (status) {
    case 'PAUSED':
      return `*Paused* · ${count} of ${file} are sent. The others wait until you resume.`;
    case 'DONE': {
      const left =
        leftOut > 0 ? ` ${number(leftOut)} ${leftOut === 1 ? 'row was' : 'rows were'} left out.` : '';
      const undelivered =
        responses.undelivered > 0 ? ` ${number(responses.undelivered)} could not be delivered.` : '';
      return `*Done* · ${number(invited)} ${invited === 1 ? 'invitation' : 'invitations'} of ${file} ${invited === 1 ? 'is' : 'are'} sent.${undelivered}${left} What became of every row is in the file below.`;
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

function percent({ mailed, invited }: TrackedImport): number {
  return invited === 0 ? 100 : Math.floor((mailed / invited) * 100);
}

function bar(tracked: TrackedImport): string {
  const full = Math.round((percent(tracked) / 100) * BAR_LENGTH);
  return '█'.repeat(full) + '░'.repeat(BAR_LENGTH - full);
}

/** From the pace so far; of one that is paused nothing can be said. */
function estimate({ status, mailed, invited, sentAt }: TrackedImport, now: Date): KnownBlock[] {
  if (status !== 'SENDING' || mailed === 0) return [];
  const seconds = ((now.getTime() - sentAt.getTime()) / 1000 / mailed) * (invited - mailed);
  const left = seconds < 60 ? 'less than a minute' : `about ${minutes(seconds)}`;
  return [
    { type: 'context', elements: [plainText(`${left.charAt(0).toUpperCase()}${left.slice(1)} left.`)] },
  ];
}

function minutes(seconds: number): string {
  const count = Math.round(seconds / 60);
  return count === 1 ? 'a minute' : `${number(count)} minutes`;
}

function buttons({ importId, status, invited, mailed }: TrackedImport) {
  const track = {
    type: 'button' as const,
    action_id: TRACK_IMPORT_ACTION,
    text: plainText('Track Responses'),
    value: importId,
  };
  if (status === 'DONE' || status === 'CANCELED') return [track];
  const isPaused = status === 'PAUSED';
  return [
    {
      type: 'button' as const,
      action_id: isPaused ? RESUME_IMPORT_ACTION : PAUSE_IMPORT_ACTION,
      text: plainText(isPaused ? 'Resume' : 'Pause'),
      value: importId,
      ...(isPaused && { style: 'primary' as const }),
    },
    {
      type: 'button' as const,
      action_id: CANCEL_IMPORT_ACTION,
      text: plainText('Cancel the Rest'),
      value: importId,
      style: 'danger' as const,
      confirm: {
        title: plainText('Cancel the rest?'),
        text: plainText(
          `About ${number(invited - mailed)} invitations that are not sent yet will be canceled. Those already sent stay.`,
        ),
        confirm: plainText('Cancel the Rest'),
        deny: plainText('Keep Sending'),
        style: 'danger' as const,
      },
    },
    track,
  ];
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
