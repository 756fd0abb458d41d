import {
  changePerson,
  join,
  type Newcomer,
  type PersonChange,
  standingChange,
} from './acts/change-people.ts';
import { type FaultAtOnce, injectAtOnce } from './acts/inject-fault.ts';
import { installApp, revokeToken, uninstallApp } from './acts/install-app.ts';
import { until } from './changes.ts';
import { type RequestOptions, sendByHttp } from './delivery/by-http.ts';
import type { Delivery } from './delivery/delivery.ts';
import type { Faults } from './faults.ts';
import type { Mail } from './outbox.ts';
import { personNamed } from './people.ts';
import { type Actor, actorFor } from './script/actor.ts';
import type { Standing } from './shared/snapshot.ts';
import type { Call, Delivered } from './traffic.ts';
import type { World } from './world.ts';

/** What tests do with the sandbox, and see of it. */
export interface Script {
  /** Somebody by the name in sandbox/people.ts. */
  as(name: string): Actor;
  /** What the bot has asked of Slack, oldest first; `response_url` is a method as well. */
  calls(method?: string): Call[];
  /** What Slack has sent to the bot, oldest first: `command`, `block_actions`, `app_home_opened`, … */
  deliveries(kind?: string): Delivered[];
  /** Sends a raw request by HTTP, signed as Slack signs unless told otherwise: fields become a form, text goes as it is. */
  deliver(body: string | Record<string, string>, options?: RequestOptions): Promise<Delivery>;
  /** How many Socket Mode connections the bot has open. */
  connections(): number;
  /** What goes wrong at Slack's, on demand; the same JSON as `POST /sandbox/faults` takes. */
  faults: Pick<Faults, 'armed' | 'clear'> & { inject(fault: FaultAtOnce): void };
  /** Who is in the Slack team, and what Slack says of them; the app is told where its manifest asks for it. */
  people: {
    join(newcomer: Newcomer): Promise<Actor>;
    change(name: string, change: PersonChange): Promise<void>;
    /** Makes somebody a guest, a stranger …, or what they were at first. */
    become(name: string, standing: Standing): Promise<void>;
  };
  /** Removes the app: every call answers `account_inactive`. */
  uninstall(): Promise<void>;
  /** Every call answers `token_revoked`. */
  revokeToken(): Promise<void>;
  /** Undoes either. */
  install(): void;
  /** Newest first. */
  mails(): Mail[];
  /** The newest mail to an address, waited for; with words, one whose subject or text has them. */
  waitForMail(to: string, words?: RegExp): Promise<Mail>;
  /** Waits until the probe finds something; tried at each change of the sandbox. */
  until<T>(probe: () => T | undefined, description: string, timeout?: number): Promise<T>;
}

export function scriptFor(world: World): Script {
  const mails = () => world.outbox.mails();
  return {
    as: (name) => actorFor(world, personNamed(world.people, name)),
    calls: (method) => world.traffic.calls.filter((call) => method === undefined || call.method === method),
    deliveries: (kind) => world.traffic.deliveries.filter((one) => kind === undefined || one.kind === kind),
    deliver: (body, options) =>
      sendByHttp(world, typeof body === 'string' ? body : new URLSearchParams(body).toString(), options),
    connections: () => world.sockets.count(),
    faults: { ...world.faults, inject: (fault) => injectAtOnce(world, fault) },
    people: {
      join: async (newcomer) => actorFor(world, await join(world, newcomer)),
      change: (name, change) => changePerson(world, personNamed(world.people, name), change),
      become: (name, standing) => {
        const person = personNamed(world.people, name);
        return changePerson(world, person, standingChange(person, standing));
      },
    },
    uninstall: () => uninstallApp(world),
    revokeToken: () => revokeToken(world),
    install: () => installApp(world),
    mails,
    waitForMail: (to, words = /(?:)/) =>
      until(
        world.changes,
        () => mails().find((mail) => mail.to.email === to && words.test(`${mail.subject}\n${mail.text}`)),
        () =>
          `No mail to ${to} with ${words}; there are: ${mails()
            .map((mail) => `${mail.to.email}: ${mail.subject}`)
            .join('; ')}`,
      ),
    until: (probe, description, timeout) => until(world.changes, probe, () => description, timeout),
  };
}
