import { z } from 'zod';
import { app, personById, team } from '../people.ts';
import { slackBotUser, slackUser } from '../slack-users.ts';
import { defineMethod, fail, ok } from './method.ts';
import { paged, pageFields } from './paged.ts';

export const identityMethods = [
  defineMethod('auth.test', null, {}, (world) =>
    ok({
      url: `${world.base()}/`,
      team: team.name,
      user: world.manifest.name.toLowerCase(),
      team_id: team.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  ),
  defineMethod(
    'team.info',
    'team:read',
    { team: z.string().optional() },
    (_world, { team: wanted = team.id }) =>
      wanted !== team.id
        ? fail('team_not_found')
        : ok({
            team: {
              id: team.id,
              name: team.name,
              domain: team.domain,
              email_domain: 'acme.example',
              url: `https://${team.domain}.slack.com/`,
            },
          }),
  ),
  defineMethod('bots.info', 'users:read', { bot: z.string().optional() }, (world, { bot }) =>
    bot !== undefined && bot !== app.botId
      ? fail('bot_not_found')
      : ok({
          bot: {
            id: app.botId,
            deleted: false,
            name: world.manifest.name,
            app_id: app.id,
            user_id: app.botUserId,
          },
        }),
  ),
  defineMethod('users.info', 'users:read', { user: z.string() }, (world, { user }) => {
    if (user === app.botUserId) return ok({ user: slackBotUser(world.manifest.name) });
    const person = personById(world.people, user);
    return person ? ok({ user: slackUser(person, world.manifest.scopes) }) : fail('user_not_found');
  }),
  defineMethod('users.list', 'users:read', pageFields, (world, page) =>
    paged(
      'members',
      [
        ...world.people.map((one) => slackUser(one, world.manifest.scopes)),
        slackBotUser(world.manifest.name),
      ],
      page,
      { cache_ts: Math.floor(world.now() / 1000) },
    ),
  ),
  defineMethod('users.lookupByEmail', 'users:read.email', { email: z.string() }, (world, { email }) => {
    const person = world.people.find(
      (one) => !one.isStranger && !one.isDeleted && one.email === email.toLowerCase(),
    );
    return person ? ok({ user: slackUser(person, world.manifest.scopes) }) : fail('users_not_found');
  }),
];
