import { type SubjectHistoryEntry, subjectHistory } from '../activity/subject-history.ts';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { AssetStatus } from '../generated/prisma/client.ts';
import { type ActorRef, requireOneOf } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { utcDate } from './asset-fields.ts';

export interface AssetDetails {
  id: string;
  revision: number;
  tag: string;
  name: string;
  category: string;
  serial: string;
  status: AssetStatus;
  /** A day such as 2026-11-23; null: not known. */
  purchasedOn: string | null;
  /** Who has it, and since when; null: nobody. */
  holder: { id: string; name: string; slackUserId: string | null; since: Date } | null;
  /** The newest first. */
  history: SubjectHistoryEntry[];
  /** What whoever looks may do with it. */
  mayEdit: boolean;
  mayDelete: boolean;
}

/** An asset of the workspace with everything that happened to it. */
export async function readAsset(tx: Tx, actor: ActorRef, id: string): Promise<AssetDetails> {
  const viewer = await requireOneOf(tx, actor, ['VIEW_ASSETS', 'EDIT_ASSETS', 'DELETE_ASSETS']);
  const { workspaceId } = actor;
  const asset = await tx.asset.findUnique({
    where: { workspaceId_id: { workspaceId, id }, deletedAt: null },
    include: { assignments: { where: { endedAt: null }, include: { user: true } } },
  });
  if (!asset) throw new Refusal('ASSET_UNKNOWN', {});
  const { tag, name, category, serial, status, revision, purchasedOn, assignments } = asset;
  const [open] = assignments;
  return {
    ...{ id, revision, tag, name, category, serial, status },
    purchasedOn: purchasedOn && utcDate(purchasedOn),
    holder: open
      ? {
          ...{ id: open.userId, name: fullName(open.user) },
          ...{ slackUserId: open.user.slackUserId, since: open.assignedAt },
        }
      : null,
    history: await subjectHistory(tx, { workspaceId, type: 'asset', id }),
    mayEdit: viewer.permissions.includes('EDIT_ASSETS'),
    mayDelete: viewer.permissions.includes('DELETE_ASSETS'),
  };
}
