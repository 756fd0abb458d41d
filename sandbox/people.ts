export const team = { id: 'T0ACME0001', name: 'Acme', domain: 'acme' };
const otherTeam = 'T0OTHER001';

export const app = { id: 'A0FLUXERA1', botId: 'B0FLUXERA1', botUserId: 'U0FLUXERA1' };
export const slackbot = 'USLACKBOT';

/** Somebody whom the newcomer can be. Slack knows only Olivia as an owner: product roles are the bot's affair. */
export interface Person {
  /** What tests and the page's address call the person. */
  name: string;
  id: string;
  firstName: string;
  lastName: string;
  email?: string;
  /** What the person is, for the newcomer. */
  about: string;
  teamId: string;
  isOwner: boolean;
  isGuest: boolean;
  isStranger: boolean;
  zone: { tz: string; label: string; offset: number };
}

const berlin = { tz: 'Europe/Berlin', label: 'Central European Time', offset: 3600 };
const newYork = { tz: 'America/New_York', label: 'Eastern Standard Time', offset: -18000 };
const tokyo = { tz: 'Asia/Tokyo', label: 'Japan Standard Time', offset: 32400 };

function person(
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
    isStranger: false,
    zone: berlin,
    ...special,
  };
}

const { email: _unseen, ...stella } = person('stella', 'Stella', 'Stranger', 'another company', {
  teamId: otherTeam,
  isStranger: true,
  zone: tokyo,
});

export const people: Person[] = [
  person('olivia', 'Olivia', 'Owner', 'Slack owner', { isOwner: true }),
  person('adam', 'Adam', 'Admin', 'to become Admin'),
  person('mia', 'Mia', 'Member', 'to become Member', { zone: newYork }),
  person('victor', 'Victor', 'Viewer', 'to become Viewer'),
  person('nora', 'Nora', 'Newcomer', 'no account'),
  person('gina', 'Gina', 'Guest', 'Slack guest', { isGuest: true }),
  stella,
];

export const fullName = ({ firstName, lastName }: Person) => `${firstName} ${lastName}`;

export const personById = (id: string) => people.find((one) => one.id === id);

/** The person of that cast name; an unknown name is a mistake of the caller, told with the known ones. */
export function personNamed(name: string): Person {
  const found = people.find((one) => one.name === name);
  if (!found)
    throw new Error(`Nobody is called ${name}; there are ${people.map((one) => one.name).join(', ')}.`);
  return found;
}

/** A person as `users.info` tells it. */
export function slackUser(one: Person) {
  const name = fullName(one);
  const image = (size: number) => `https://avatars.acme.example/${one.id}-${size}.png`;
  return {
    id: one.id,
    team_id: one.teamId,
    name: one.name,
    deleted: false,
    color: '4bbe2e',
    real_name: name,
    tz: one.zone.tz,
    tz_label: one.zone.label,
    tz_offset: one.zone.offset,
    profile: {
      title: '',
      real_name: name,
      real_name_normalized: name,
      display_name: one.firstName,
      display_name_normalized: one.firstName,
      first_name: one.firstName,
      last_name: one.lastName,
      ...(one.email ? { email: one.email } : {}),
      image_48: image(48),
      image_192: image(192),
      team: one.teamId,
    },
    is_admin: one.isOwner,
    is_owner: one.isOwner,
    is_primary_owner: one.isOwner,
    is_restricted: one.isGuest,
    is_ultra_restricted: false,
    is_stranger: one.isStranger,
    is_bot: false,
    is_app_user: false,
    is_email_confirmed: one.email !== undefined,
    updated: 1_735_689_600,
  };
}

/** The bot as `users.info` tells it. */
export function slackBotUser(displayName: string) {
  return {
    id: app.botUserId,
    team_id: team.id,
    name: displayName.toLowerCase(),
    deleted: false,
    real_name: displayName,
    tz: 'America/Los_Angeles',
    tz_label: 'Pacific Standard Time',
    tz_offset: -28800,
    profile: { real_name: displayName, display_name: displayName, bot_id: app.botId, team: team.id },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: true,
    is_app_user: false,
    updated: 1_735_689_600,
  };
}
