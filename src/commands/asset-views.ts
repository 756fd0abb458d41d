import type { ModalView } from '@slack/types';
import { type AssetQuery, listAssets } from '../assets/list-assets.ts';
import { readAsset } from '../assets/read-asset.ts';
import type { Actor } from '../roles/permitted.ts';
import { ASSET_DETAILS, assetDetailsModal } from '../views/asset-details.modal.ts';
import { assetsList, assetsListModal } from '../views/assets-list.modal.ts';
import { doneModal } from '../views/form-again.ts';
import { readDetailsMetadata, type ViewBelow } from '../views/stacked-views.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice, Stack } from './invitation-views.ts';
import { updateModal } from './update-modal.ts';

/** The list of assets as it is now, for whoever looks at it. */
export async function assetsView({ deps }: SlackEdge, caller: Actor, query: AssetQuery): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listAssets(tx, caller, query));
  return assetsListModal(page, query);
}

/** One asset as it is now. */
export async function assetView(
  { deps }: SlackEdge,
  caller: Actor,
  { id, below }: { id: string; below?: ViewBelow | undefined },
  notice?: Notice,
): Promise<ModalView> {
  const asset = await deps.db.$transaction((tx) => readAsset(tx, caller, id));
  return assetDetailsModal(asset, { below, ...(notice && { notice }) });
}

interface Shown {
  notice: Notice;
  /** There is nothing left to look at. */
  isDeleted?: boolean;
}

/**
 * Shows an asset as it is after something was done, with what it was, and the list below if there is one. Whether there
 * was still a view to say it.
 */
export async function refreshAssetViews(
  edge: SlackEdge,
  caller: Actor,
  { viewId, rootId }: Stack,
  { kind, metadata }: ViewBelow,
  { notice, isDeleted = false }: Shown,
): Promise<boolean> {
  if (kind !== ASSET_DETAILS) return false;
  const details = readDetailsMetadata(metadata);
  const view = isDeleted ? doneModal(notice.text) : await assetView(edge, caller, details, notice);
  const isSaid = await updateModal(edge, viewId, view);
  if (rootId && rootId !== viewId && details.below?.kind === assetsList.kind) {
    await updateModal(
      edge,
      rootId,
      await assetsView(edge, caller, assetsList.readQuery(details.below.metadata)),
    );
  }
  return isSaid;
}
