import type { Tx } from '../deps.ts';
import { type AddressProblem, Refusal } from '../errors.ts';

/** Those of the addresses that the workspace does not take; no domains: it takes all. */
export function foreignAddresses(emails: string[], domains: string[]): AddressProblem[] {
  if (domains.length === 0) return [];
  return emails
    .filter((email) => !domains.includes(email.slice(email.lastIndexOf('@') + 1)))
    .map((email) => ({ email, reason: 'DOMAIN_NOT_ALLOWED' as const, domains }));
}

export async function requireAllowedDomains(tx: Tx, workspaceId: string, emails: string[]): Promise<void> {
  const { allowedDomains } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { allowedDomains: true },
  });
  const problems = foreignAddresses(emails, allowedDomains);
  if (problems.length > 0) throw new Refusal('ADDRESSES_REFUSED', { problems });
}
