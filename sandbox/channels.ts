import { app, type Person, personById } from './people.ts';

export interface Channel {
  id: string;
  name: string;
  topic: string;
}

export const channels: Channel[] = [
  { id: 'C0GENERAL1', name: 'general', topic: 'Company-wide announcements' },
  { id: 'C0ONBOARD1', name: 'onboarding', topic: 'Welcome and first steps' },
  { id: 'C0RANDOM01', name: 'random', topic: 'Everything else' },
];

/** Who is where before anybody has moved: the guest and the stranger are only in #general, as is the bot. */
export function firstMembers(people: Person[]): Record<string, string[]> {
  const insiders = people.filter(({ isGuest, isStranger }) => !isGuest && !isStranger).map(({ id }) => id);
  return Object.fromEntries(
    channels.map(({ id, name }) => [
      id,
      name === 'general' ? [...people.map((one) => one.id), app.botUserId] : insiders,
    ]),
  );
}

/** The conversation between a person and the bot. */
export const directMessageOf = (userId: string) => `D${userId.slice(1)}`;

export function personOfDirectMessage(people: Person[], channelId: string): Person | undefined {
  return channelId.startsWith('D') ? personById(people, `U${channelId.slice(1)}`) : undefined;
}

/** The id of a conversation named by id, by `#name` or `name`, or by the person a direct message goes to. */
export function resolveChannel(people: Person[], reference: string): string | undefined {
  const name = reference.replace(/^#/, '');
  const channel = channels.find((one) => one.id === reference || one.name === name);
  if (channel) return channel.id;
  if (personById(people, reference)) return directMessageOf(reference);
  return personOfDirectMessage(people, reference) ? reference : undefined;
}

/** The name that Slack puts into payloads. */
export function channelName(channelId: string): string {
  return channels.find(({ id }) => id === channelId)?.name ?? 'directmessage';
}
