import type { ModalView } from '@slack/types';
import { type LicenseQuery, listLicenses } from '../licenses/list-licenses.ts';
import { readLicense } from '../licenses/read-license.ts';
import type { Actor } from '../roles/permitted.ts';
import { doneModal } from '../views/form-again.ts';
import { LICENSE_DETAILS, licenseDetailsModal } from '../views/license-details.modal.ts';
import { licensesList, licensesListModal } from '../views/licenses-list.modal.ts';
import { readDetailsMetadata, type ViewBelow } from '../views/stacked-views.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice, Stack } from './invitation-views.ts';
import { updateModal } from './update-modal.ts';

/** The list of licenses as it is now, for whoever looks at it. */
export async function licensesView(
  { deps }: SlackEdge,
  caller: Actor,
  query: LicenseQuery,
): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listLicenses(deps, tx, caller, query));
  return licensesListModal(page, query);
}

/** One license as it is now. */
export async function licenseView(
  { deps }: SlackEdge,
  caller: Actor,
  { id, below }: { id: string; below?: ViewBelow | undefined },
  notice?: Notice,
): Promise<ModalView> {
  const license = await deps.db.$transaction((tx) => readLicense(deps, tx, caller, id));
  return licenseDetailsModal(license, { below, ...(notice && { notice }) });
}

interface Shown {
  notice: Notice;
  /** There is nothing left to look at. */
  isDeleted?: boolean;
}

/**
 * Shows a license as it is after something was done, with what it was, and the list below if there is one. Whether there
 * was still a view to say it.
 */
export async function refreshLicenseViews(
  edge: SlackEdge,
  caller: Actor,
  { viewId, rootId }: Stack,
  { kind, metadata }: ViewBelow,
  { notice, isDeleted = false }: Shown,
): Promise<boolean> {
  if (kind !== LICENSE_DETAILS) return false;
  const details = readDetailsMetadata(metadata);
  const view = isDeleted ? doneModal(notice.text) : await licenseView(edge, caller, details, notice);
  const isSaid = await updateModal(edge, viewId, view);
  if (rootId && rootId !== viewId && details.below?.kind === licensesList.kind) {
    const list = await licensesView(edge, caller, licensesList.readQuery(details.below.metadata));
    await updateModal(edge, rootId, list);
  }
  return isSaid;
}
