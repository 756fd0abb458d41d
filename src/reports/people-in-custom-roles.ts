import { z } from 'zod';
import type { Tx } from '../deps.ts';

export interface CustomRole {
  name: string;
  people: number;
}

const rowsOf = z.array(z.object({ name: z.string(), people: z.number() }));

/** How many people who are not inactive hold each role of the workspace's own, now; roles that nobody holds are left out. */
export async function peopleInCustomRoles(tx: Tx, workspaceId: string): Promise<CustomRole[]> {
  const rows = await tx.$queryRaw`
    SELECT role.name, count(*)::int AS people
    FROM "user" u JOIN role ON role.workspace_id = u.workspace_id AND role.id = u.role_id
    WHERE u.workspace_id = ${workspaceId}::uuid AND u.role_kind = 'CUSTOM' AND u.status <> 'INACTIVE'
    GROUP BY role.id, role.name ORDER BY people DESC, role.name`;
  return rowsOf.parse(rows);
}
