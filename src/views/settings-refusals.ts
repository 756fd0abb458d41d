import type { DomainProblem, RefusalFacts } from '../errors.ts';
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
  defaultRole: 'the default role',
  timeZone: 'the time zone',
};

export function settingsChangedText(facts: RefusalFacts['SETTINGS_CHANGED'], style: Writing): string {
  const by = facts.changedBy ? style.typed(facts.changedBy) : 'Somebody';
  const changed = facts.changed.flatMap((name) => settingWords[name] ?? []);
  const what = changed.length > 0 ? joined(changed, 'and') : 'the settings';
  return `${by} changed ${what} after you opened this, so nothing was saved. What you chose is still here: save again to put it in place of theirs.`;
}

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
    case 'TOO_MANY':
      return `More than ${problem.limit} domains are too many. Leave the field empty to allow all.`;
  }
}
