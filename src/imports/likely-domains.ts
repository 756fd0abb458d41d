import { distance } from 'fastest-levenshtein';

/** Where most private mailboxes are. Nobody owns a name beside these for mail of their own. */
const wellKnown = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'yahoo.com',
  'icloud.com',
  'protonmail.com',
];

/** What is a letter away from a well-known one and exists all the same. */
const real = new Set([
  'email.com',
  'mail.com',
  'hotmail.co',
  'yahoo.co',
  'yahoo.ca',
  'ymail.com',
  'gmail.co',
]);

/** The address that was probably meant, where the domain is a slip of a well-known one; else undefined. */
export function likelyAddress(email: string): string | undefined {
  const at = email.lastIndexOf('@') + 1;
  const domain = email.slice(at);
  if (wellKnown.includes(domain) || real.has(domain)) return undefined;
  const meant = wellKnown.find((known) => isSlip(domain, known));
  return meant && email.slice(0, at) + meant;
}

/** One letter wrong, missing or too many, or two that changed places. */
function isSlip(typed: string, known: string): boolean {
  const steps = distance(typed, known);
  return steps === 1 || (steps === 2 && [...typed].sort().join('') === [...known].sort().join(''));
}
