import type { Permission } from '../generated/prisma/client.ts';
import { permissionTable } from './permission-table.ts';

interface DescribedPermission {
  permission: Permission;
  /** "Create assets" */
  label: string;
  description: string;
}

export interface PermissionGroup {
  name: string;
  permissions: DescribedPermission[];
}

/** What a permission lets somebody do, where its words alone leave that open; as long as Slack shows below a box. */
const descriptions: Record<Permission, string> = {
  VIEW_ASSETS: 'See all assets, and who has them',
  CREATE_ASSETS: 'Add assets',
  EDIT_ASSETS: 'Change and assign assets; without seeing all: /fluxera assets LT-42',
  DELETE_ASSETS: 'Remove assets for good; without seeing all: /fluxera assets LT-42',
  VIEW_LICENSES: 'See all licenses, and who uses them',
  CREATE_LICENSES: 'Add licenses',
  EDIT_LICENSES: 'Change and assign licenses; without seeing all: /fluxera licenses Figma',
  DELETE_LICENSES: 'Remove licenses for good; without seeing all: /fluxera licenses Figma',
  VIEW_USERS: 'See people, roles and invitations',
  INVITE_USERS: 'Invite people, resend and cancel, decide about requests',
  MANAGE_USERS: 'Edit profiles, change roles, deactivate people',
  VIEW_REPORTS: 'See reports and dashboards',
  EXPORT_DATA: 'Get what they may see as files',
  MANAGE_SETTINGS: 'Change what the workspace is set to',
  MANAGE_BILLING: 'See and change the plan; only the Owner can give this',
};

const groups: [string, Permission[]][] = [
  ['Assets', ['VIEW_ASSETS', 'CREATE_ASSETS', 'EDIT_ASSETS', 'DELETE_ASSETS']],
  ['Licenses', ['VIEW_LICENSES', 'CREATE_LICENSES', 'EDIT_LICENSES', 'DELETE_LICENSES']],
  ['Users', ['VIEW_USERS', 'INVITE_USERS', 'MANAGE_USERS']],
  ['Workspace', ['VIEW_REPORTS', 'EXPORT_DATA', 'MANAGE_SETTINGS', 'MANAGE_BILLING']],
];

/** Every permission, in groups that a form can show; those that are not wanted are left out. */
export function permissionGroups(
  wanted: (permission: Permission) => boolean = () => true,
): PermissionGroup[] {
  return groups.map(([name, permissions]) => ({
    name,
    permissions: permissions.filter(wanted).map((permission) => {
      const { words } = permissionTable[permission];
      const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
      return { permission, label, description: descriptions[permission] };
    }),
  }));
}
