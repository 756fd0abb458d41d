import type { Permission } from '../generated/prisma/client.ts';
import { allPermissions, permissionTable } from './permission-table.ts';

/** What somebody may do, in the words and the order of the guide's table: "view assets". */
export function permissionWords(permissions: Permission[]): string[] {
  return allPermissions()
    .filter((permission) => permissions.includes(permission))
    .map((permission) => permissionTable[permission].words);
}
