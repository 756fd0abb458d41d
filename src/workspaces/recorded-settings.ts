import type { Settings } from './read-settings.ts';

/** Each setting as a text, the way the record tells it. */
function recorded(settings: Settings) {
  const { channels, allowedDomains, blockedDomains } = settings;
  return {
    acceptances: channels.ACCEPTANCES ?? null,
    requests: channels.REQUESTS ?? null,
    digest: channels.DIGEST ?? null,
    bounces: channels.BOUNCES ?? null,
    access: channels.ACCESS ?? null,
    report: channels.REPORT ?? null,
    reminders: settings.remindInvitees ? 'on' : 'off',
    reviews: settings.reviewReminders ? 'on' : 'off',
    domains: allowedDomains.toSorted().join(', ') || null,
    blockedDomains: blockedDomains.toSorted().join(', ') || null,
    defaultRole: settings.defaultRole?.name ?? null,
    timeZone: settings.timeZone,
    language: settings.language,
    logo: settings.logoUrl,
    sessionIdle: settings.sessionIdle,
    secondFactor: settings.requireSecondFactor ? 'required' : 'recommended',
  };
}

interface Difference {
  name: string;
  was: string | null;
  is: string | null;
}

/** What is different, setting by setting. */
export function settingDifferences(before: Settings, after: Settings): Difference[] {
  const was = new Map<string, string | null>(Object.entries(recorded(before)));
  return Object.entries(recorded(after))
    .filter(([name, is]) => was.get(name) !== is)
    .map(([name, is]) => ({ name, was: was.get(name) ?? null, is }));
}
