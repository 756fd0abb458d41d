import type { Changes } from './changes.ts';
import { directMessageOf, resolveChannel } from './channels.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Later } from './later.ts';
import type { Manifest } from './manifest.ts';
import type { CheckManifest } from './manifest-rules/validate-manifest.ts';
import type { Modals } from './modals.ts';
import type { OAuthCodes } from './oauth-codes.ts';
import type { Outbox } from './outbox.ts';
import { app, type Person, slackbot } from './people.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Secrets } from './secrets.ts';
import type { CastProgress } from './shared/snapshot.ts';
import type { Sockets } from './socket/sockets.ts';
import type { Message, Store, StoredFile } from './state.ts';
import type { Traffic } from './traffic.ts';
import type { Triggers } from './triggers.ts';

/** Everything that this Slack knows. */
export interface World {
  now(): number;
  /** Address of the sandbox. */
  base(): string;
  botUrl(): string;
  /** How the bot is reached: as the app's setting "Socket Mode" says. */
  delivery: 'http' | 'socket';
  sockets: Sockets;
  faults: Faults;
  /** Absent: as many messages as one likes. */
  rateLimits: RateLimits | undefined;
  later: Later;
  /** Milliseconds before each further try of an event that was not acknowledged. */
  eventRetries: number[];
  /** Milliseconds in which the bot has to acknowledge. */
  acknowledgeWithin: number;
  secrets: Secrets;
  manifest: Manifest;
  /** What Slack finds wrong with a manifest. */
  checkManifest: CheckManifest;
  /** What the bot's token is worth; each start begins installed. */
  installation: 'installed' | 'uninstalled' | 'revoked';
  store: Store;
  /** Everybody of the team, and who else is here. */
  people: Person[];
  files: Files;
  modals: Modals;
  triggers: Triggers;
  codes: OAuthCodes;
  responseUrls: ResponseUrls;
  changes: Changes;
  traffic: Traffic;
  outbox: Outbox;
  cast: CastProgress;
}

/** Says that the world has changed, to whoever watches and to the disk. */
export function changed(world: World): void {
  world.store.touch();
  world.changes.announce();
}

/** A timestamp that no message of the world bears yet, later than all of them. */
function nextTs(world: World): string {
  const latest = world.store.state.messages.at(-1)?.ts ?? '0.0';
  const wanted = Math.max(Math.round(world.now() * 1000), microseconds(latest) + 1);
  return `${Math.floor(wanted / 1_000_000)}.${String(wanted % 1_000_000).padStart(6, '0')}`;
}

function microseconds(ts: string): number {
  const [seconds = '0', fraction = '0'] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction);
}

export function addMessage(world: World, content: Omit<Message, 'ts'>): Message {
  const message = { ts: nextTs(world), ...content };
  world.store.state.messages.push(message);
  changed(world);
  return message;
}

/** What Slack itself tells a person, where the person is. */
export function tellPrivately(
  world: World,
  personId: string,
  channel: string,
  text: string,
  place: { threadTs?: string } = {},
): Message {
  return addMessage(world, { channel, user: slackbot, text, onlyFor: personId, ...place });
}

/** Undefined: there is no such channel. */
export function membersOf({ store }: World, channelId: string): string[] | undefined {
  const { members } = store.state;
  return Object.hasOwn(members, channelId) ? members[channelId] : undefined;
}

export function isMember(world: World, channelId: string, userId: string): boolean {
  if (channelId.startsWith('D')) return userId === app.botUserId || channelId === directMessageOf(userId);
  return membersOf(world, channelId)?.includes(userId) ?? false;
}

/** Whether people can write there: to the app itself only where its manifest says so. */
export const canWrite = ({ manifest }: World, channelId: string): boolean =>
  manifest.hasMessages || !channelId.startsWith('D');

/** The app's commands; an app that was removed has none. */
export function offeredCommands({ manifest, installation }: World): Manifest['commands'] {
  return installation === 'uninstalled' ? [] : manifest.commands;
}

/** The app's shortcuts; an app that was removed has none. */
export function offeredShortcuts({ manifest, installation }: World): Manifest['shortcuts'] {
  return installation === 'uninstalled' ? [] : manifest.shortcuts;
}

/** The messages of a conversation that a person sees, oldest first. */
export function visibleMessages(world: World, personId: string, channelId: string): Message[] {
  return world.store.state.messages.filter(
    ({ channel, onlyFor }) => channel === channelId && (onlyFor === undefined || onlyFor === personId),
  );
}

/** Whether a person may open a file: their own, and those that stand in something that they see. */
export function canSeeFile(world: World, personId: string, { id, user }: StoredFile): boolean {
  const { messages, homes } = world.store.state;
  const seen = [
    messages.filter(
      ({ channel, onlyFor }) => isMember(world, channel, personId) && (onlyFor ?? personId) === personId,
    ),
    homes[personId],
    world.modals.stackOf(personId),
  ];
  // An id stands in a message's files, or anywhere in its blocks, alone or within an address.
  return user === personId || JSON.stringify(seen).includes(id);
}

/** The conversation a person means by a name; `Fluxera` or `dm` is the one with the bot. */
export function conversationOf(world: World, personId: string, name: string): string {
  const wanted = name.toLowerCase();
  if (wanted === 'dm' || wanted === world.manifest.name.toLowerCase()) return directMessageOf(personId);
  const id = resolveChannel(world.people, name);
  if (!id) throw new Error(`There is no conversation ${name}.`);
  return id;
}
