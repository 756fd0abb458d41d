import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { asLatin } from '../invitations/look-alikes.ts';
import { typedName } from '../users/typed-text.ts';

/** A name as it is kept: files and commands, in which it is looked for, come in the same form. */
export function typedRoleName(typed: string): string {
  return typedName(typed.normalize('NFKC').replace(/\p{Cf}/gu, ''));
}

/**
 * Refuses a name that another role has or that looks like it: nobody is to be given a role that only seems to be the
 * known one. The database decides between two who take the same name at once (`role_name_in_any_case`).
 */
export async function requireFreeName(
  tx: Tx,
  { workspaceId, name, except }: { workspaceId: string; name: string; except?: string },
): Promise<void> {
  if (name === '') throw new Refusal('ROLE_NAME_MISSING', {});
  const others = await tx.role.findMany({
    where: { workspaceId, deletedAt: null, ...(except && { id: { not: except } }) },
    select: { name: true },
  });
  const taken = others.find((other) => looks(other.name) === looks(name));
  if (taken) throw new Refusal('ROLE_NAME_TAKEN', { taken: taken.name });
}

function looks(name: string): string {
  return asLatin(name.toLowerCase()).replace(/\s/gu, '');
}
