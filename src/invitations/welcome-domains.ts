import type { Tx } from '../deps.ts';
import { type AddressProblem, Refusal } from '../errors.ts';

interface DomainLists {
  /** None: the workspace takes all that are not blocked. */
  allowedDomains: string[];
  blockedDomains: string[];
}

/** Those of the addresses that the workspace does not take. What is blocked is so with its subdomains, what is allowed is not. */
export function unwelcomeAddresses(
  emails: string[],
  { allowedDomains, blockedDomains }: DomainLists,
): AddressProblem[] {
  return emails.flatMap((email): AddressProblem[] => {
    const domain = email.slice(email.lastIndexOf('@') + 1);
    const blocked = blockedDomains.find((one) => `.${domain}`.endsWith(`.${one}`));
    if (blocked) return [{ email, reason: 'DOMAIN_BLOCKED', domain: blocked }];
    if (allowedDomains.length === 0 || allowedDomains.includes(domain)) return [];
    return [{ email, reason: 'DOMAIN_NOT_ALLOWED', domains: allowedDomains }];
  });
}

export async function findUnwelcomeAddresses(
  tx: Tx,
  workspaceId: string,
  emails: string[],
): Promise<AddressProblem[]> {
  const lists = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { allowedDomains: true, blockedDomains: true },
  });
  return unwelcomeAddresses(emails, lists);
}

export async function requireWelcomeDomains(tx: Tx, workspaceId: string, emails: string[]): Promise<void> {
  const problems = await findUnwelcomeAddresses(tx, workspaceId, emails);
  if (problems.length > 0) throw new Refusal('ADDRESSES_REFUSED', { problems });
}
