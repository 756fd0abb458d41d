import type { ModalView } from '@slack/types';
import { type AssetQuery, listAssets } from '../assets/list-assets.ts';
import { readAsset } from '../assets/read-asset.ts';
import type { Actor } from '../roles/permitted.ts';
import { ASSET_DETAILS, assetDetailsModal } from '../views/asset-details.modal.ts';
import { assetsList, assetsListModal } from '../views/assets-list.modal.ts';
import { doneModal } from '../views/form-again.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice } from './invitation-views.ts';
import { refreshStack, type Stack } from './refresh-stack.ts';

/** The list of assets as it is now, for whoever looks at it. */
export async function assetsView({ deps }: SlackEdge, caller: Actor, query: AssetQuery): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listAssets(tx, caller, query));
  return assetsListModal(page, query, { mayExport: caller.permissions.includes('EXPORT_DATA') });
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
export function refreshAssetViews(
  edge: SlackEdge,
  caller: Actor,
  stack: Stack,
  upper: ViewBelow,
  { notice, isDeleted = false }: Shown,
): Promise<boolean> {
  return refreshStack(edge, stack, upper, {
    detailsKind: ASSET_DETAILS,
    listKind: assetsList.kind,
    showDetails: async (details) =>
      isDeleted ? doneModal(notice.text) : assetView(edge, caller, details, notice),
    showList: (metadata) => assetsView(edge, caller, assetsList.readQuery(metadata)),
  });
}
