import { domainToASCII } from 'node:url';
import type { DomainProblem } from '../errors.ts';

/** More than that is no list that anybody keeps. */
const DOMAINS_AT_MOST = 100;

/** RFC 1035: labels of at most 63 letters, digits and inner hyphens; the last one is never a number. */
const domain =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * The domains that somebody typed, with or without an @ before them, one a line or with commas between; each once, as
 * addresses bear them: lower case, with letters outside ASCII in Punycode; and a reason for each that is none.
 */
export function readEmailDomains(typed: string): { domains: string[]; problems: DomainProblem[] } {
  const domains = new Set<string>();
  const problems: DomainProblem[] = [];
  for (const word of typed.split(/[\s,;]+/).filter(Boolean)) {
    const read = readDomain(word);
    if (typeof read === 'string') domains.add(read);
    else problems.push(read);
  }
  if (domains.size > DOMAINS_AT_MOST) {
    problems.push({ typed: '', reason: 'TOO_MANY', limit: DOMAINS_AT_MOST });
  }
  return { domains: [...domains], problems };
}

function readDomain(typed: string): string | DomainProblem {
  const [before = '', after] = splitAtLast(typed.normalize('NFKC').toLowerCase());
  // domainToASCII would take the host out of an address of the web, and leave the rest away.
  const ascii = /^[\p{L}\p{M}\p{N}.-]+$/u.test(after) ? domainToASCII(after.replace(/\.$/, '')) : '';
  if (!domain.test(ascii)) return { typed, reason: 'MALFORMED' };
  return before ? { typed, reason: 'ADDRESS', domain: ascii } : ascii;
}

function splitAtLast(text: string): [string, string] {
  const at = text.lastIndexOf('@');
  return [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
}
