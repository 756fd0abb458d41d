import type { Snapshot } from '../shared/snapshot.ts';

/** What the composer offers to write. */
export interface Offer {
  key: string;
  /** What stands in the message afterwards. */
  insert: string;
  title: string;
  /** Beside the title. */
  code?: string;
  detail?: string;
  /** Whose picture goes with it. */
  userId?: string;
}

export interface Completion {
  label: string;
  offers: Offer[];
  /** Where in the text the word begins that the offer replaces; it ends at the caret. */
  from: number;
}

const MOST = 8;

/** What can be meant by the word before the caret: a command at the start, a person after `@`, a channel after `#`. */
export function completionAt(text: string, caret: number, snapshot: Snapshot): Completion | undefined {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return completion('Commands', 0, commandOffers(before, snapshot));
  const word = /(?:^|[\s(])([@#])([\w-]*)$/.exec(before);
  if (!word) return undefined;
  const [, sign, query = ''] = word;
  const from = caret - query.length - 1;
  return sign === '@'
    ? completion('People', from, personOffers(query.toLowerCase(), snapshot))
    : completion('Channels', from, channelOffers(query.toLowerCase(), snapshot));
}

const completion = (label: string, from: number, offers: Offer[]): Completion | undefined =>
  offers.length > 0 ? { label, from, offers: offers.slice(0, MOST) } : undefined;

function commandOffers(typed: string, { commands }: Snapshot): Offer[] {
  return commands
    .filter(({ command }) => command.startsWith(typed))
    .map(({ command, usageHint, description }) => ({
      key: command,
      insert: command,
      title: command,
      code: usageHint,
      detail: description,
    }));
}

/** Found by the beginning of any of their names, as in Slack. */
function personOffers(query: string, { people, me }: Snapshot): Offer[] {
  return people
    .filter(({ name, fullName }) =>
      [name, ...fullName.toLowerCase().split(' ')].some((one) => one.startsWith(query)),
    )
    .map(({ id, name, fullName }) => ({
      key: id,
      insert: `@${name}`,
      title: id === me.id ? `${fullName} (you)` : fullName,
      code: name,
      userId: id,
    }));
}

function channelOffers(query: string, { conversations }: Snapshot): Offer[] {
  return conversations
    .filter(({ kind, name }) => kind === 'channel' && name.startsWith(query))
    .map(({ id, name, topic }) => ({ key: id, insert: `#${name}`, title: `#${name}`, detail: topic }));
}
