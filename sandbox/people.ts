import { z } from 'zod';

export const team = { id: 'T0ACME0001', name: 'Acme', domain: 'acme' };
export const otherTeam = 'T0OTHER001';

export const app = { id: 'A0FLUXERA1', botId: 'B0FLUXERA1', botUserId: 'U0FLUXERA1' };
export const slackbot = 'USLACKBOT';

/** Somebody whom the newcomer can be. Slack knows only Olivia as an owner: product roles are the bot's affair. */
export const personFields = z.object({
  /** What tests and the page's address call the person. */
  name: z.string(),
  id: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().optional(),
  /** What the person is, for the newcomer. */
  about: z.string(),
  teamId: z.string(),
  isOwner: z.boolean(),
  isGuest: z.boolean(),
  /** A guest of one channel only, who is a guest as well. */
  isSingleChannelGuest: z.boolean(),
  /** Somebody of another company, here through Slack Connect. */
  isStranger: z.boolean(),
  /** Deactivated in Slack. */
  isDeleted: z.boolean(),
  zone: z.object({ tz: z.string(), label: z.string(), offset: z.number() }),
});
export type Person = z.infer<typeof personFields>;

const berlin = { tz: 'Europe/Berlin', label: 'Central European Time', offset: 3600 };
const newYork = { tz: 'America/New_York', label: 'Eastern Standard Time', offset: -18000 };
const tokyo = { tz: 'Asia/Tokyo', label: 'Japan Standard Time', offset: 32400 };

/** Somebody who is nobody special but for what is said. */
export function person(
  name: string,
  firstName: string,
  lastName: string,
  about: string,
  special: Partial<Person> = {},
): Person {
  return {
    name,
    id: `U0${name.toUpperCase().padEnd(8, '0')}`,
    firstName,
    lastName,
    email: `${name}@acme.example`,
    about,
    teamId: team.id,
    isOwner: false,
    isGuest: false,
    isSingleChannelGuest: false,
    isStranger: false,
    isDeleted: false,
    zone: berlin,
    ...special,
  };
}

const { email: _unseen, ...stella } = person('stella', 'Stella', 'Stranger', 'another company', {
  teamId: otherTeam,
  isStranger: true,
  zone: tokyo,
});

/** Everybody, before anything has happened to them. */
export const cast = (): Person[] => [
  person('olivia', 'Olivia', 'Owner', 'Slack owner', { isOwner: true }),
  person('adam', 'Adam', 'Admin', 'to become Admin'),
  person('mia', 'Mia', 'Member', 'to become Member', { zone: newYork }),
  person('victor', 'Victor', 'Viewer', 'to become Viewer'),
  person('nora', 'Nora', 'Newcomer', 'no account'),
  person('gina', 'Gina', 'Guest', 'Slack guest', { isGuest: true }),
  { ...stella },
];

export const fullName = ({ firstName, lastName }: Person) => `${firstName} ${lastName}`;

export const personById = (people: Person[], id: string) => people.find((one) => one.id === id);

/** The person of that name; an unknown name is a mistake of the caller, told with the known ones. */
export function personNamed(people: Person[], name: string): Person {
  const found = people.find((one) => one.name === name);
  if (!found)
    throw new Error(`Nobody is called ${name}; there are ${people.map((one) => one.name).join(', ')}.`);
  return found;
}
