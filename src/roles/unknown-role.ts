import type { Deps, Tx } from '../deps.ts';
import { Refusal, violates } from '../errors.ts';
import { invitableRoles } from './invitable-roles.ts';

/** For whoever chose a role that is not there (`given`: its name, where it was typed): those that are. */
export async function unknownRole(tx: Tx, workspaceId: string, given = ''): Promise<Refusal> {
  const roles = await invitableRoles(tx, workspaceId);
  return new Refusal('ROLE_UNKNOWN', { given, roleNames: roles.map(({ name }) => name) });
}

/** Turns the database's refusal of a role that was deleted meanwhile into ours; any other error comes back as it is. */
export async function deletedRole(
  { db }: Pick<Deps, 'db'>,
  error: unknown,
  workspaceId: string,
): Promise<unknown> {
  return violates(error, 'role_is_there') ? unknownRole(db, workspaceId) : error;
}
