import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { readEmailAddress } from '../invitations/email-address.ts';

const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  is_primary_owner: z.boolean().default(false),
  is_email_confirmed: z.boolean().optional(),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  profile: z
    .object({
      email: z.string().optional(),
      first_name: z.string().optional(),
      last_name: z.string().optional(),
      real_name: z.string().optional(),
    })
    .default({}),
});
const usersInfo = z.object({ user: z.unknown() });

export interface SlackPerson {
  slackUserId: string;
  /** Belongs, or belonged, to this Slack team: no guest, bot, stranger, or person of another company. */
  isOfTeam: boolean;
  /** Their Slack account was deactivated. */
  hasLeft: boolean;
  /** A full member of this Slack team: they belong to it, and have not left. */
  isMember: boolean;
  /** An owner or admin of the Slack team. */
  isSlackAdmin: boolean;
  /** Normalised; undefined where Slack has not confirmed it. */
  confirmedEmail: string | undefined;
  firstName: string;
  lastName: string;
  /** IANA name; undefined: Slack does not say it. */
  timeZone: string | undefined;
}

/** Asks Slack who somebody is. When Slack does not answer, nothing is done for them. */
export async function findSlackPerson(
  slack: WebClient,
  slackTeamId: string,
  slackUserId: string,
): Promise<SlackPerson> {
  const response = await slack.users.info({ user: slackUserId }).catch(() => {
    throw new Refusal('SLACK_UNREACHABLE', {});
  });
  return readSlackPerson(usersInfo.parse(response).user, slackTeamId);
}

/** What Slack says of somebody, in an answer or an event. */
export function readSlackPerson(given: unknown, slackTeamId: string): SlackPerson {
  const user = slackUser.parse(given);
  // Of whoever has left, Slack may leave out whether the address is confirmed; nothing is done for such a person.
  const isConfirmed = user.is_email_confirmed ?? user.deleted;
  const email = isConfirmed && user.profile.email ? readEmailAddress(user.profile.email) : undefined;
  const isOfTeam =
    user.team_id === slackTeamId &&
    !(user.is_bot || user.is_stranger || user.is_restricted || user.is_ultra_restricted);
  const [first = '', ...rest] = (user.profile.real_name ?? user.real_name ?? '').split(' ');
  return {
    slackUserId: user.id,
    isOfTeam,
    hasLeft: user.deleted,
    isMember: isOfTeam && !user.deleted,
    isSlackAdmin: user.is_primary_owner || user.is_owner || user.is_admin,
    confirmedEmail: email?.ok ? email.email : undefined,
    firstName: user.profile.first_name || first,
    lastName: user.profile.last_name || rest.join(' '),
    timeZone: user.tz ?? undefined,
  };
}

const usersList = z.object({
  members: z.array(
    z.object({ id: z.string(), deleted: z.boolean().default(false), is_owner: z.boolean().default(false) }),
  ),
});

/** The owners of the Slack team, at most three, among the first thousand members: enough to know whom to ask. */
export async function findSlackOwners(slack: WebClient): Promise<string[]> {
  const response = await slack.users.list({ limit: 1000 }).catch(() => ({ members: [] }));
  return usersList
    .parse(response)
    .members.filter((member) => member.is_owner && !member.deleted)
    .slice(0, 3)
    .map(({ id }) => id);
}
