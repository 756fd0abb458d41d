import { Refusal } from '../errors.ts';
import type { ActorRef } from '../roles/permitted.ts';
import type { ImportRef } from './known-rows.ts';

/** For nobody is there an import in a workspace that is not theirs, whatever they may do in their own. */
export function requireOwnImport(actor: ActorRef, { workspaceId }: ImportRef): void {
  if (actor.workspaceId !== workspaceId) throw new Refusal('IMPORT_UNKNOWN', {});
}
