import { randomBytes } from 'node:crypto';

const lifetime = 3000;

type TriggerFailure = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

export interface Triggers {
  issue(personId: string): string;
  /** Whose trigger it was, or why it is worth nothing. A trigger opens one view. */
  exchange(triggerId: string): { personId: string } | { error: TriggerFailure };
}

export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { personId: string; at: number; used: boolean }>();
  return {
    issue: (personId) => {
      const id = `${now()}.${randomBytes(5).readUIntBE(0, 5)}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { personId, at: now(), used: false });
      for (const [old, { at }] of issued) if (now() - at > 3_600_000) issued.delete(old);
      return id;
    },
    exchange: (triggerId) => {
      const trigger = issued.get(triggerId);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (now() - trigger.at > lifetime) return { error: 'expired_trigger_id' };
      trigger.used = true;
      return { personId: trigger.personId };
    },
  };
}
