import type { Permission, RoleKind } from '../generated/prisma/client.ts';

export type BuiltInRole = Exclude<RoleKind, 'CUSTOM'>;

/** The guide's table, "Understanding Permissions": who may do what, and the words for it. */
export const permissionTable = {
  //                 in words                Owner  Admin  Member Viewer
  VIEW_ASSETS: row('view assets', /*        */ true, true, true, true),
  CREATE_ASSETS: row('create assets', /*    */ true, true, true, false),
  EDIT_ASSETS: row('edit assets', /*        */ true, true, true, false),
  DELETE_ASSETS: row('delete assets', /*    */ true, true, false, false),
  VIEW_LICENSES: row('view licenses', /*    */ true, true, true, true),
  CREATE_LICENSES: row('create licenses', /**/ true, true, true, false),
  EDIT_LICENSES: row('edit licenses', /*    */ true, true, true, false),
  DELETE_LICENSES: row('delete licenses', /**/ true, true, false, false),
  VIEW_USERS: row('view users', /*          */ true, true, true, true),
  INVITE_USERS: row('invite users', /*      */ true, true, false, false),
  MANAGE_USERS: row('manage users', /*      */ true, true, false, false),
  VIEW_REPORTS: row('view reports', /*      */ true, true, true, true),
  EXPORT_DATA: row('export data', /*        */ true, true, true, false),
  MANAGE_SETTINGS: row('manage settings', /**/ true, true, false, false),
  MANAGE_BILLING: row('manage billing', /*  */ true, false, false, false),
} satisfies Record<Permission, { words: string } & Record<BuiltInRole, boolean>>;

function row(words: string, OWNER: boolean, ADMIN: boolean, MEMBER: boolean, VIEWER: boolean) {
  return { words, OWNER, ADMIN, MEMBER, VIEWER };
}

/** The built-in roles in the order of their power, with their names and the guide's advice. */
export const builtInRoles = [
  { kind: 'OWNER', name: 'Owner', bestFor: 'Workspace creator, primary administrator' },
  { kind: 'ADMIN', name: 'Admin', bestFor: 'IT managers, department heads' },
  { kind: 'MEMBER', name: 'Member', bestFor: 'Regular team members, employees' },
  { kind: 'VIEWER', name: 'Viewer', bestFor: 'Executives, external auditors, contractors' },
] as const satisfies { kind: BuiltInRole; name: string; bestFor: string }[];

export function permissionsOf(role: BuiltInRole): Permission[] {
  return allPermissions().filter((permission) => permissionTable[permission][role]);
}

export function allPermissions(): Permission[] {
  return Object.keys(permissionTable).filter((key): key is Permission => key in permissionTable);
}
