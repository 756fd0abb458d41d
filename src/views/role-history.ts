import type { KnownBlock } from '@slack/types';
import type { RoleHistoryEntry } from '../roles/role-history.ts';
import { clipped, escapeMrkdwn, slackShortDate } from './text.ts';

/** What happened to a role, in a line, with what it allows since then and did not before. */
export function roleHistoryBlock(entry: RoleHistoryEntry): KnownBlock {
  const { gains, loses } = entry;
  const isNew = entry.action === 'role.created';
  const lines = [
    `${slackShortDate(entry.at)} · ${happened(entry)}`,
    ...(gains && !isNew ? [`Gained: ${gains}.`] : []),
    ...(gains && isNew ? [`It could ${gains}.`] : []),
    ...(loses ? [`Lost: ${loses}.`] : []),
  ];
  return { type: 'context', elements: [{ type: 'mrkdwn', text: lines.join('\n'), verbatim: true }] };
}

function happened({ action, actorName, before, after }: RoleHistoryEntry): string {
  const who = actorName ? escapeMrkdwn(actorName) : 'Somebody';
  const quoted = (text: string) => `“${escapeMrkdwn(clipped(text, 80))}”`;
  if (action === 'role.created') return `${who} made this role, as ${quoted(after.name)}.`;
  const changes = [
    ...(before.name === after.name
      ? []
      : [`renamed it from ${quoted(before.name)} to ${quoted(after.name)}`]),
    ...(before.description === after.description ? [] : ['changed the description']),
  ];
  return `${who} ${changes.length > 0 ? changes.join(' and ') : 'changed the permissions'}.`;
}
