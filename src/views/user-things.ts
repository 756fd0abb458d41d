import type { KnownBlock } from '@slack/types';
import type { UserDetails } from '../users/read-user.ts';
import { clipped, escapeMrkdwn, joined, plainText, section, slackDay } from './text.ts';

type Things = Pick<UserDetails, 'assets' | 'licenses'>;

/** What somebody has and had, as far as whoever looks may see it. */
export function thingsBlocks({ assets, licenses }: Things): KnownBlock[] {
  return [...(assets ? block('Assets', assets) : []), ...(licenses ? block('Licenses', licenses) : [])];
}

/** "MacBook Pro 14 (LT-0001) and Figma", of what is taken from somebody; empty: nothing. */
export function takenWords({ assets, licenses }: Things): string {
  const ofAssets = (assets?.held ?? []).map(
    ({ name, tag }) => `${escapeMrkdwn(name)} (${escapeMrkdwn(tag)})`,
  );
  const ofLicenses = (licenses?.held ?? []).map(({ name }) => escapeMrkdwn(name));
  const more = (assets?.more ?? 0) + (licenses?.more ?? 0);
  return joined([...ofAssets, ...ofLicenses, ...(more > 0 ? [`${more} more`] : [])], 'and');
}

interface Thing {
  name: string;
  tag?: string;
  since: Date;
  until: Date | null;
}

function block(
  title: string,
  { held, more, before }: { held: Thing[]; more: number; before: Thing[] },
): KnownBlock[] {
  const others = more > 0 ? [`…and ${more} more`] : [];
  const had = before.length > 0 ? ['_Before:_', ...before.map(line)] : [];
  return [
    { type: 'divider' },
    { type: 'header', text: plainText(title) },
    section([...(held.length > 0 ? held.map(line) : ['None now.']), ...others, ...had].join('\n')),
  ];
}

/** "• MacBook Pro 14 · LT-0001 · since November 23, 2026" */
function line({ name, tag, since, until }: Thing): string {
  const words = [name, ...(tag ? [tag] : [])].map((text) => escapeMrkdwn(clipped(text, 40)));
  return `• ${[...words, until ? `${slackDay(since)} to ${slackDay(until)}` : `since ${slackDay(since)}`].join(' · ')}`;
}
