import { Refusal } from '../errors.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { mayManageRoles } from '../roles/managed-role.ts';
import type { Actor } from '../roles/permitted.ts';
import { beforeSetUpMessage } from '../views/before-set-up.message.ts';
import { helpMessage } from '../views/help.message.ts';
import type { CommandRequest, Message } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';

/** What somebody can do, in the names that the commands have in their team; before the set-up, what it is good for. */
export async function help(edge: SlackEdge, request: CommandRequest): Promise<Message> {
  try {
    return helpFor(edge, request, await requireCaller(edge, request));
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'WORKSPACE_NOT_SET_UP')) throw error;
    return beforeSetUpMessage(error.asUnion(), edge.deps.product);
  }
}

function helpFor(edge: SlackEdge, request: CommandRequest, caller: Actor): Message {
  return helpMessage({
    product: edge.deps.product.name,
    canInvite: caller.permissions.includes('INVITE_USERS'),
    canManageUsers: caller.permissions.includes('MANAGE_USERS'),
    canCreateLicenses: caller.permissions.includes('CREATE_LICENSES'),
    canChangeLicenses: mayChange(caller, ['EDIT_LICENSES', 'DELETE_LICENSES']),
    canCreateAssets: caller.permissions.includes('CREATE_ASSETS'),
    canChangeAssets: mayChange(caller, ['EDIT_ASSETS', 'DELETE_ASSETS']),
    canViewUsers: caller.permissions.includes('VIEW_USERS'),
    canViewLicenses: caller.permissions.includes('VIEW_LICENSES'),
    canViewAssets: caller.permissions.includes('VIEW_ASSETS'),
    canViewReports: caller.permissions.includes('VIEW_REPORTS'),
    canManageSettings: caller.permissions.includes('MANAGE_SETTINGS'),
    canManageBilling: caller.permissions.includes('MANAGE_BILLING'),
    canExport: caller.permissions.includes('EXPORT_DATA'),
    canManageRoles: mayManageRoles(caller),
    prefix: request.prefix,
  });
}

function mayChange({ permissions }: Actor, wanted: Permission[]): boolean {
  return wanted.some((permission) => permissions.includes(permission));
}

export function asksForHelp(text: string): boolean {
  return text.trim().toLowerCase() === 'help';
}
