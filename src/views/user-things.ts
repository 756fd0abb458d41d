import type { KnownBlock } from '@slack/types';
import type { UserDetails } from '../users/read-user.ts';
import { clipped, escapeMrkdwn, joined, plainText, section, slackDay } from './text.ts';

type Things = Pick<UserDetails, 'assets' | 'licenses'>;

interface Held {
  /** Of an asset, its tag as well. */
  words: string;
  since: Date;
  until: Date | null;
}

/** What somebody has and had, as far as whoever looks may see it. */
export function thingsBlocks({ assets, licenses }: Things): KnownBlock[] {
  return [
    ...(assets ? block('Assets', assets.held.map(named), assets.before.map(named)) : []),
    ...(licenses ? block('Licenses', licenses.held.map(named), licenses.before.map(named)) : []),
  ];
}

/** "MacBook Pro 14 (LT-0001) and Figma", of what is taken from somebody; empty: nothing. */
export function takenWords({ assets, licenses }: Things): string {
  const ofAssets = (assets?.held ?? []).map(
    ({ name, tag }) => `${escapeMrkdwn(name)} (${escapeMrkdwn(tag)})`,
  );
  const ofLicenses = (licenses?.held ?? []).map(({ name }) => escapeMrkdwn(name));
  return joined([...ofAssets, ...ofLicenses], 'and');
}

function named(thing: { name: string; tag?: string; since: Date; until: Date | null }): Held {
  const { name, tag, since, until } = thing;
  const words = [name, ...(tag ? [tag] : [])].map((text) => escapeMrkdwn(clipped(text, 100))).join(' · ');
  return { words, since, until };
}

function block(title: string, held: Held[], before: Held[]): KnownBlock[] {
  const line = ({ words, since, until }: Held) =>
    `• ${words} · ${until ? `${slackDay(since)} to ${slackDay(until)}` : `since ${slackDay(since)}`}`;
  const had = before.length > 0 ? ['_Before:_', ...before.map(line)] : [];
  return [
    { type: 'divider' },
    { type: 'header', text: plainText(title) },
    section([...(held.length > 0 ? held.map(line) : ['None now.']), ...had].join('\n')),
  ];
}
