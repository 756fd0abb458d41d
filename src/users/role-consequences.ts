import type { Tx } from '../deps.ts';
import type { Permission, RoleKind } from '../generated/prisma/client.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { type Actor, mayGrant } from '../roles/permitted.ts';

export interface OfferedRole {
  id: string;
  kind: RoleKind;
  name: string;
  description: string;
  /** What the person could do then and cannot now, and the other way round, as ends of sentences; empty: nothing. */
  gains: string;
  loses: string;
}

/** The roles that somebody can give to a person, each with what it would change for them. */
export async function offeredRoles(
  tx: Tx,
  actor: Actor,
  has: { id: string; permissions: Permission[] },
): Promise<OfferedRole[]> {
  const roles = await invitableRoles(tx, actor.workspaceId);
  return roles
    .filter((role) => role.id !== has.id && mayGrant(actor, role))
    .map(({ id, kind, name, description, permissions }) => ({
      ...{ id, kind, name },
      description,
      gains: permissionsInSentence(permissions.filter((one) => !has.permissions.includes(one))),
      loses: permissionsInSentence(has.permissions.filter((one) => !permissions.includes(one))),
    }));
}
