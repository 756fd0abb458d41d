import { app, fullName, type Person, team } from './people.ts';

/** A person as `users.info` tells it to an app with those scopes. */
export function slackUser(one: Person, scopes: string[]) {
  const name = fullName(one);
  // Another company's addresses are not told.
  const email = one.isStranger ? undefined : one.email;
  const isTold = scopes.includes('users:read.email');
  const image = (size: number) => `https://avatars.acme.example/${one.id}-${size}.png`;
  return {
    id: one.id,
    team_id: one.teamId,
    name: one.name,
    deleted: one.isDeleted,
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
      ...(email && isTold ? { email } : {}),
      image_48: image(48),
      image_192: image(192),
      team: one.teamId,
    },
    is_admin: one.isOwner,
    is_owner: one.isOwner,
    is_primary_owner: one.isOwner,
    is_restricted: one.isGuest,
    is_ultra_restricted: one.isSingleChannelGuest,
    is_stranger: one.isStranger,
    is_bot: false,
    is_app_user: false,
    is_email_confirmed: email !== undefined,
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
