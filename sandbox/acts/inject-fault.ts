import { z } from 'zod';
import { channels } from '../channels.ts';
import { armedFault } from '../faults.ts';
import { app, personNamed } from '../people.ts';
import { standings } from '../shared/snapshot.ts';
import { changed, type World } from '../world.ts';
import { changePerson, standingChange } from './change-people.ts';
import { installApp, revokeToken, uninstallApp } from './install-app.ts';

const channel = z.enum(channels.map(({ name }) => name));

/** What goes wrong at once and needs no waiting for. */
const atOnce = z.discriminatedUnion('fault', [
  ...armedFault.options,
  z.strictObject({
    fault: z.literal('disconnected'),
    reason: z.enum(['warning', 'refresh_requested']).default('refresh_requested'),
  }),
  /** Somebody removes the bot from a channel, or invites it again. */
  z.strictObject({ fault: z.literal('removed'), channel }),
  z.strictObject({ fault: z.literal('invited'), channel }),
]);
export type FaultAtOnce = z.input<typeof atOnce>;

/** Everything that the page can make go wrong, and back. */
export const fault = z.discriminatedUnion('fault', [
  ...atOnce.options,
  z.strictObject({ fault: z.literal('standing'), person: z.string(), standing: z.enum(standings) }),
  z.strictObject({ fault: z.enum(['uninstalled', 'token_revoked', 'installed']) }),
]);

export function injectAtOnce(world: World, input: FaultAtOnce): void {
  const parsed = atOnce.parse(input);
  if (parsed.fault === 'disconnected') world.sockets.disconnect(parsed.reason);
  else if ('channel' in parsed) moveBot(world, parsed.channel, parsed.fault === 'invited');
  else world.faults.arm(parsed);
}

export async function injectFault(world: World, parsed: z.infer<typeof fault>): Promise<void> {
  switch (parsed.fault) {
    case 'standing': {
      const person = personNamed(world.people, parsed.person);
      await changePerson(world, person, standingChange(person, parsed.standing));
      break;
    }
    case 'uninstalled':
      await uninstallApp(world);
      break;
    case 'token_revoked':
      await revokeToken(world);
      break;
    case 'installed':
      installApp(world);
      break;
    default:
      injectAtOnce(world, parsed);
  }
}

function moveBot(world: World, name: string, isIn: boolean): void {
  const { members } = world.store.state;
  const id = channels.find((one) => one.name === name)?.id ?? '';
  const others = (members[id] ?? []).filter((one) => one !== app.botUserId);
  members[id] = isIn ? [...others, app.botUserId] : others;
  changed(world);
}
