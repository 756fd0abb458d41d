import type { ModalView } from '@slack/types';
import { type LicenseQuery, listLicenses } from '../licenses/list-licenses.ts';
import { readLicense } from '../licenses/read-license.ts';
import type { Actor } from '../roles/permitted.ts';
import { doneModal } from '../views/form-again.ts';
import { LICENSE_DETAILS, licenseDetailsModal } from '../views/license-details.modal.ts';
import { licensesList, licensesListModal } from '../views/licenses-list.modal.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice } from './invitation-views.ts';
import { refreshStack, type Stack } from './refresh-stack.ts';

/** The list of licenses as it is now, for whoever looks at it. */
export async function licensesView(
  { deps }: SlackEdge,
  caller: Actor,
  query: LicenseQuery,
): Promise<ModalView> {
  const page = await deps.db.$transaction((tx) => listLicenses(deps, tx, caller, query));
  return licensesListModal(page, query, { mayExport: caller.permissions.includes('EXPORT_DATA') });
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
export function refreshLicenseViews(
  edge: SlackEdge,
  caller: Actor,
  stack: Stack,
  upper: ViewBelow,
  { notice, isDeleted = false }: Shown,
): Promise<boolean> {
  return refreshStack(edge, stack, upper, {
    detailsKind: LICENSE_DETAILS,
    listKind: licensesList.kind,
    showDetails: async (details) =>
      isDeleted ? doneModal(notice.text) : licenseView(edge, caller, details, notice),
    showList: (metadata) => licensesView(edge, caller, licensesList.readQuery(metadata)),
  });
}
