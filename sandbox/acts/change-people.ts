import { z } from 'zod';
import { sendEvent } from '../delivery/send-event.ts';
import { cast, otherTeam, type Person, person, personFields, team } from '../people.ts';
import type { Standing } from '../shared/snapshot.ts';
import { slackUser } from '../slack-users.ts';
import { changed, membersOf, type World } from '../world.ts';

export const newcomerFields = z.strictObject({
  /** What tests and the page's address call the person. */
  name: z.string().regex(/^[a-z][a-z0-9]{0,20}$/, 'A name is letters and digits only, such as Zoe.'),
  email: z.email('An address is needed, such as zoe@acme.example.'),
  firstName: z.string().min(1).optional(),
  lastName: z.string().min(1).optional(),
});
export type Newcomer = z.infer<typeof newcomerFields>;

/** What Slack can come to say of somebody. */
const personChange = personFields
  .pick({
    firstName: true,
    lastName: true,
    email: true,
    teamId: true,
    isOwner: true,
    isGuest: true,
    isSingleChannelGuest: true,
    isStranger: true,
    isDeleted: true,
  })
  .partial()
  .strict();
export type PersonChange = z.infer<typeof personChange>;

/** Somebody joins the Slack team, and so #general. */
export async function join(world: World, newcomer: Newcomer): Promise<Person> {
  const { name, email, firstName, lastName } = newcomerFields.parse(newcomer);
  const taken = world.people.find((one) => one.name === name || one.email === email);
  if (taken) throw new Error(`There is somebody called ${taken.name} with the address ${taken.email}.`);
  const called = firstName ?? name.replace(/^./, (letter) => letter.toUpperCase());
  const joined = person(name, called, lastName ?? 'Newcomer', 'joined here', { email });
  world.people.push(joined);
  membersOf(world, 'C0GENERAL1')?.push(joined.id);
  changed(world);
  await sendEvent(world, {
    type: 'team_join',
    user: slackUser(joined, world.manifest.scopes),
    ...cacheTs(world),
  });
  return joined;
}

/** Slack says something else of somebody from now on, and tells the app. */
export async function changePerson(world: World, one: Person, change: PersonChange): Promise<void> {
  Object.assign(one, personChange.parse(change));
  // Who is signed out has no form open either.
  if (one.isDeleted) for (const { id } of world.modals.stackOf(one.id)) world.modals.close(id, true);
  changed(world);
  await sendEvent(world, {
    type: 'user_change',
    user: slackUser(one, world.manifest.scopes),
    ...cacheTs(world),
  });
}

const ordinary = {
  teamId: team.id,
  isGuest: false,
  isSingleChannelGuest: false,
  isStranger: false,
  isDeleted: false,
};

/** What somebody is to the Slack team; `normal` is what they were at first. */
export function standingChange({ id }: Person, standing: Standing): PersonChange {
  switch (standing) {
    case 'normal': {
      const { teamId, isGuest, isSingleChannelGuest, isStranger, isDeleted } =
        cast().find((one) => one.id === id) ?? ordinary;
      return { teamId, isGuest, isSingleChannelGuest, isStranger, isDeleted };
    }
    case 'guest':
      return { ...ordinary, isGuest: true };
    case 'single_channel_guest':
      return { ...ordinary, isGuest: true, isSingleChannelGuest: true };
    case 'stranger':
      return { ...ordinary, isStranger: true, teamId: otherTeam };
    case 'deactivated':
      return { ...ordinary, isDeleted: true };
  }
}

export function standingOf(one: Person): Standing {
  if (one.isDeleted) return 'deactivated';
  if (one.isStranger) return 'stranger';
  if (one.isSingleChannelGuest) return 'single_channel_guest';
  return one.isGuest ? 'guest' : 'normal';
}

/** What somebody is now, in a few words: it changes with the accounts of the cast and with what Slack says. */
export function aboutNow({ store }: World, one: Person): string {
  const standing = standingOf(one);
  const atFirst = cast().find(({ id }) => id === one.id) ?? { ...one, ...ordinary };
  if (standing !== standingOf(atFirst)) return standingWords[standing];
  const hasAccount = store.state.cast?.accounts.some(({ email }) => email === one.email);
  return hasAccount ? one.about.replace('to become ', '') : one.about;
}

const standingWords: Record<Standing, string> = {
  normal: 'Slack member',
  guest: 'Slack guest',
  single_channel_guest: 'guest of one channel',
  stranger: 'another company',
  deactivated: 'deactivated in Slack',
};

const cacheTs = (world: World) => ({ cache_ts: Math.floor(world.now() / 1000) });
