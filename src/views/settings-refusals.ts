import type { DomainProblem, LogoProblem, RefusalFacts } from '../errors.ts';
import { joined } from './text.ts';

interface Writing {
  typed(text: string): string;
  /** So many problems are told; the others are counted. */
  problems: number;
}

/** "30 people and 8 open invitations" */
export function usedSeats({ people, pending }: { people: number; pending: number }): string {
  const invitations = `${pending} open ${pending === 1 ? 'invitation' : 'invitations'}`;
  return `${people} ${people === 1 ? 'person' : 'people'} and ${invitations}`;
}

const settingWords: Record<string, string> = {
  acceptances: 'who hears of acceptances',
  requests: 'who hears of requests',
  digest: 'who gets the daily digest',
  bounces: 'who hears of bounced mail',
  access: 'who hears of access',
  report: 'who gets the weekly report',
  reminders: 'reminders',
  reviews: 'reminders of the access review',
  domains: 'the allowed domains',
  blockedDomains: 'the blocked domains',
  defaultRole: 'the default role',
  timeZone: 'the time zone',
  language: 'the language',
  logo: 'the logo',
  sessionIdle: 'when people are signed out',
  secondFactor: 'whether a second factor is required',
};

export function settingsChangedText(facts: RefusalFacts['SETTINGS_CHANGED'], style: Writing): string {
  const by = facts.changedBy ? style.typed(facts.changedBy) : 'Somebody';
  const changed = facts.changed.flatMap((name) => settingWords[name] ?? []);
  const what = changed.length > 0 ? joined(changed, 'and') : 'the settings';
  return `${by} changed ${what} after you opened this, so nothing was saved. What you chose is still here: save again to put it in place of theirs.`;
}

export const logoProblemTexts: Record<LogoProblem, string> = {
  MALFORMED:
    'This is not a web address. Copy the whole address of the picture, such as https://acme.example/logo.png.',
  NOT_HTTPS: 'The address must begin with https://, or browsers and mail programs do not show the picture.',
  WITH_PASSWORD:
    'The address has a name or a password before the @. Everybody would read it: use one without.',
  NOT_PUBLIC: 'People outside cannot reach this address. Use one with a public name and without a port.',
  SVG: 'Mail programs do not show SVG pictures. Use a PNG or a JPEG.',
  TOO_LONG: 'The address is longer than 500 characters. Use a shorter one.',
};

export function domainProblemsText(problems: DomainProblem[], style: Writing): string {
  const told = problems
    .slice(0, style.problems)
    .map((problem) => domainProblem(problem, style.typed(problem.typed), style));
  const left = problems.length - told.length;
  return [...told, ...(left > 0 ? [`… and ${left} more.`] : [])].join('\n');
}

function domainProblem(problem: DomainProblem, typed: string, style: Writing): string {
  switch (problem.reason) {
    case 'MALFORMED':
      return `“${typed}” is not a domain. Write it like acme.example.`;
    case 'ADDRESS':
      return `“${typed}” is an address. Write only what stands after the @: ${style.typed(problem.domain)}.`;
    case 'ALLOWED_AS_WELL':
      return `“${typed}” is among the allowed domains as well. A domain is either allowed or blocked: take it out of one of the two.`;
    case 'TOO_MANY':
      return `More than ${problem.limit} domains are too many: the list takes no more.`;
  }
}
