import { type Origin, recordActivity } from '../activity/record-activity.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, keepActor, requirePermission } from '../roles/permitted.ts';
import { keepHolder } from '../users/keep-holder.ts';
import { endHoldings } from './end-holdings.ts';
import { assetChanged, lockAsset } from './managed-asset.ts';

export interface Assignment {
  actor: ActorRef;
  assetId: string;
  userId: string;
  origin: Origin;
}

/** Gives somebody an asset that is in service and with nobody. Of two who give it away at once, one does. */
export async function assignAsset(
  deps: Deps,
  { actor, assetId, userId, origin }: Assignment,
): Promise<{ name: string; holder: string }> {
  const { workspaceId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'EDIT_ASSETS');
    const { name: holder } = await keepHolder(tx, { workspaceId, userId });
    const asset = await lockAsset(tx, { workspaceId, id: assetId });
    const { name, tag, status, holding } = asset;
    if (holding) throw new Refusal('ASSET_HELD', { name, holder: holding.name });
    if (status !== 'IN_SERVICE') throw new Refusal('ASSET_NOT_IN_SERVICE', { name, status });
    const at = deps.now();
    await tx.assetAssignment.create({
      data: {
        ...{ workspaceId, id: deps.newId(), assetId, userId },
        ...{ assignedAt: at, assignedById: actor.userId },
      },
    });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'asset.assigned',
        actorId: actor.userId,
        subject: { type: 'asset', id: assetId },
        after: { tag, name, holderId: userId, holder },
        origin,
      },
    ]);
    return { name, holder };
  });
}

/** Takes an asset back from whoever has it, if that is who it is to be taken from: it is there for the next one. */
export async function unassignAsset(
  deps: Deps,
  { actor, assetId, userId, origin }: Assignment,
): Promise<{ name: string; holder: string }> {
  const { workspaceId } = actor;
  return inTransaction(deps.db, async (tx) => {
    await keepActor(tx, actor);
    await requirePermission(tx, actor, 'EDIT_ASSETS');
    const asset = await lockAsset(tx, { workspaceId, id: assetId });
    const { name, tag, holding } = asset;
    if (!holding) throw new Refusal('ASSET_NOT_HELD', { name });
    if (holding.userId !== userId) throw await assetChanged(tx, asset);
    const ended = await endHoldings(deps, tx, { workspaceId, userId, assetId, actorId: actor.userId });
    // Taken back at this moment by the deactivation of whoever had it.
    if (ended.length === 0) throw new Refusal('ASSET_NOT_HELD', { name });
    await recordActivity(deps, tx, [
      {
        workspaceId,
        action: 'asset.unassigned',
        actorId: actor.userId,
        subject: { type: 'asset', id: assetId },
        before: { tag, name, holderId: userId, holder: holding.name },
        origin,
      },
    ]);
    return { name, holder: holding.name };
  });
}
