import type { ModalView } from '@slack/types';
import { readDetailsMetadata, type ViewBelow } from '../views/stacked-views.ts';
import type { SlackEdge } from './edge.ts';
import { updateModal } from './update-modal.ts';

/** Where the views are that something was done in. Slack names no more than the one below and the lowest. */
export interface Stack {
  viewId: string;
  rootId: string | null;
}

/** The details of one thing, and the list that they may have been opened from. */
interface DetailsAndList {
  detailsKind: string;
  listKind: string;
  showDetails(details: ReturnType<typeof readDetailsMetadata>): Promise<ModalView>;
  /** As its metadata says. */
  showList(metadata: string): Promise<ModalView>;
}

/**
 * Shows details as they are after something was done, and the list below if there is one. Whether the details were still
 * there to say it; nothing where the upper view is of another kind.
 */
export async function refreshStack(
  edge: SlackEdge,
  { viewId, rootId }: Stack,
  { kind, metadata }: ViewBelow,
  { detailsKind, listKind, showDetails, showList }: DetailsAndList,
): Promise<boolean> {
  if (kind !== detailsKind) return false;
  const details = readDetailsMetadata(metadata);
  const isSaid = await updateModal(edge, viewId, await showDetails(details));
  if (rootId && rootId !== viewId && details.below?.kind === listKind) {
    await updateModal(edge, rootId, await showList(details.below.metadata));
  }
  return isSaid;
}
