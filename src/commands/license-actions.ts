import type { App } from '@slack/bolt';
import { unassignLicense } from '../licenses/assign-license.ts';
import { type LicenseDetails, readLicense } from '../licenses/read-license.ts';
import { showLicenseKey } from '../licenses/show-key.ts';
import { requirePermitted } from '../roles/permitted.ts';
import { assignLicenseModal } from '../views/assign.modal.ts';
import { deleteLicenseModal } from '../views/delete.modal.ts';
import {
  ASSIGN_LICENSE_ACTION,
  DELETE_LICENSE_ACTION,
  EDIT_LICENSE_ACTION,
  SHOW_KEY_ACTION,
  UNASSIGN_LICENSE_ACTION,
} from '../views/license-details.modal.ts';
import { editLicenseModal, newLicenseModal } from '../views/license-form.modal.ts';
import { licenseKeyModal } from '../views/license-key.modal.ts';
import { NEW_LICENSE_ACTION } from '../views/licenses-list.modal.ts';
import { readHolding, readReference } from '../views/reference.ts';
import { unassignedText } from '../views/thing-outcome.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { noticeOf, showOnTop } from './invitation-views.ts';
import { refreshLicenseViews } from './license-views.ts';
import { showOrTell } from './show-done.ts';

const origin = { source: 'SLACK' } as const;

/** The buttons of a license, and New License. */
export function registerLicenseActions(app: App, edge: SlackEdge) {
  onButton(app, edge, NEW_LICENSE_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    await requirePermitted(edge.deps.db, caller, caller, 'CREATE_LICENSES');
    await showOnTop(edge, request, newLicenseModal({ onTop: true }));
  });
  onButton(app, edge, EDIT_LICENSE_ACTION, async (request) => {
    await showOnTop(edge, request, editLicenseModal(await seen(edge, request), request.modal));
  });
  onButton(app, edge, ASSIGN_LICENSE_ACTION, async (request) => {
    await showOnTop(edge, request, assignLicenseModal(await seen(edge, request), request.modal));
  });
  onButton(app, edge, DELETE_LICENSE_ACTION, async (request) => {
    await showOnTop(edge, request, deleteLicenseModal(await seen(edge, request), request.modal));
  });
  onButton(app, edge, SHOW_KEY_ACTION, async (request) => {
    const actor = await requireCaller(edge, request);
    const { id: licenseId } = readReference(request.value);
    const shown = await showLicenseKey(edge.deps, { actor, licenseId, origin });
    await showOnTop(edge, request, licenseKeyModal(shown));
  });
  onButton(app, edge, UNASSIGN_LICENSE_ACTION, async (request) => {
    const actor = await requireCaller(edge, request);
    const { id: licenseId, userId } = readHolding(request.value);
    const { modal } = request;
    const notice = await noticeOf(edge, request, async () =>
      unassignedText(await unassignLicense(edge.deps, { actor, licenseId, userId, origin })),
    );
    await showOrTell(edge, request, notice.text, async () => {
      if (!modal) return false;
      const stack = { viewId: modal.id, rootId: modal.rootId };
      return refreshLicenseViews(edge, actor, stack, modal, { notice });
    });
  });
}

/** The license that a button is about, with the revision of the button: what somebody changes is what they saw. */
async function seen(
  edge: SlackEdge,
  request: ActionRequest,
): Promise<LicenseDetails & { seesPeople: boolean }> {
  const { deps } = edge;
  const caller = await requireCaller(edge, request);
  const { id, revision } = readReference(request.value);
  const license = await deps.db.$transaction((tx) => readLicense(deps, tx, caller, id));
  return { ...license, revision, seesPeople: caller.permissions.includes('VIEW_USERS') };
}
