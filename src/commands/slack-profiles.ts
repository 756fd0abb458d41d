import type { WebClient } from '@slack/web-api';
import { findSlackPerson, type SlackPerson } from './slack-person.ts';

/** Somebody who has become a guest or has left the team is found out within this time. */
const KEPT_MS = 60_000;
const KEPT_AT_MOST = 10_000;

/** Who Slack says that somebody is, at most a minute ago. */
export type FindSlackPerson = (slackTeamId: string, slackUserId: string) => Promise<SlackPerson>;

/**
 * Asks Slack about everybody who acts, but about nobody twice in a minute. Only full members with a confirmed address
 * are kept: whoever is refused because of their profile can mend it and try again at once.
 */
export function createSlackProfiles({ slack, now }: { slack: WebClient; now: () => Date }): FindSlackPerson {
  const kept = new Map<string, { person: Promise<SlackPerson>; until: number }>();
  return (slackTeamId, slackUserId) => {
    const key = `${slackTeamId}/${slackUserId}`;
    const known = kept.get(key);
    if (known && known.until > now().getTime()) return known.person;
    const person = findSlackPerson(slack, slackTeamId, slackUserId);
    const forget = () => {
      if (kept.get(key)?.person === person) kept.delete(key);
    };
    person.then(({ isMember, confirmedEmail }) => {
      if (!isMember || !confirmedEmail) forget();
    }, forget);
    kept.delete(key);
    kept.set(key, { person, until: now().getTime() + KEPT_MS });
    const [oldest] = kept.keys();
    if (kept.size > KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
    return person;
  };
}
