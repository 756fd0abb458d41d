import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../errors.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How often, within how many seconds. An office of thousands may be behind one address: of those by IP, whoever signs
 * in or enters a code, and is right, gets theirs back. By address and network, one network closes an address for itself
 * alone; by address, many networks together close it for everybody (why: sign-in-limits.ts).
 */
const rules = {
  'sign-in/address-network': { points: 10, duration: 15 * MINUTE },
  'sign-in/address': { points: 100, duration: 15 * MINUTE },
  'sign-in/ip': { points: 100, duration: 15 * MINUTE },
  'password-link/address': { points: 3, duration: HOUR },
  'password-link/ip': { points: 100, duration: HOUR },
  'choose-password/ip': { points: 300, duration: 15 * MINUTE },
  'verification/user': { points: 5, duration: HOUR },
  'second-factor/identity': { points: 10, duration: 15 * MINUTE },
  'second-factor/ip': { points: 100, duration: 15 * MINUTE },
  // Longer than a code is right.
  'second-factor/code': { points: 1, duration: 3 * MINUTE },
  // Refuses nobody: the tenth wrong one of a day, and each after it, is told.
  'second-factor/wrong-code': { points: 9, duration: 24 * HOUR },
  'second-factor/guesses-told': { points: 1, duration: HOUR },
  'accept/ip': { points: 200, duration: 15 * MINUTE },
  'new-invitation/ip': { points: 100, duration: HOUR },
  'new-invitation/invitation': { points: 5, duration: 24 * HOUR },
};

type LimitName = keyof typeof rules;
type Attempts = Partial<Record<LimitName, string>>;

export interface Limits {
  /** Counts one attempt under each name, or refuses. To be called before anything slow or visible happens. */
  count(attempts: Attempts): Promise<void>;
  /** Takes one attempt back under each name: it was right. */
  giveBack(attempts: Attempts): Promise<void>;
  /** Forgets the attempts of somebody who has turned out to be right. */
  forget(name: LimitName, who: string): Promise<void>;
}

/** Limits that hold across replicas: counted in PostgreSQL. */
export function createLimits({ pool, now }: { pool: Pool; now: () => Date }): Limits {
  const limiters = new Map(
    Object.entries(rules).map(([name, rule]) => [
      name,
      new RateLimiterPostgres({
        ...rule,
        keyPrefix: name,
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: true,
      }),
    ]),
  );
  return {
    count: async (attempts) => {
      for (const [name, who] of Object.entries(attempts)) {
        const counting = limiters.get(name)?.consume(counted(who));
        await counting?.catch((reason) => {
          if (!(reason instanceof RateLimiterRes)) throw reason;
          throw new Refusal('TOO_MANY_ATTEMPTS', {
            retryAt: new Date(now().getTime() + reason.msBeforeNext),
          });
        });
      }
    },
    giveBack: async (attempts) => {
      for (const [name, who] of Object.entries(attempts)) await limiters.get(name)?.reward(counted(who));
    },
    forget: async (name, who) => {
      await limiters.get(name)?.delete(counted(who));
    },
  };
}

/** The table holds neither addresses nor anything as long as somebody likes to type. */
function counted(who: string): string {
  return createHash('sha256').update(who.trim().toLowerCase()).digest('base64url');
}
