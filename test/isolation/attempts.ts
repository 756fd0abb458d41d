import { listActivity } from '../../src/activity/list-activity.ts';
import { readEntry } from '../../src/activity/read-entry.ts';
import { lastChange, subjectHistory } from '../../src/activity/subject-history.ts';
import { assetsOf } from '../../src/assets/assets-of.ts';
import { assignAsset, unassignAsset } from '../../src/assets/assign-asset.ts';
import { deleteAsset } from '../../src/assets/delete-asset.ts';
import { editAsset } from '../../src/assets/edit-asset.ts';
import { endHoldings as endAssetHoldings } from '../../src/assets/end-holdings.ts';
import { findAsset } from '../../src/assets/find-asset.ts';
import { listAssets } from '../../src/assets/list-assets.ts';
import { lockAsset } from '../../src/assets/managed-asset.ts';
import { readAsset } from '../../src/assets/read-asset.ts';
import { takeBackFrom } from '../../src/assets/take-back-from.ts';
import { keepAccess } from '../../src/departures/keep-access.ts';
import { readDeparture } from '../../src/departures/read-departure.ts';
import { settleDeparture } from '../../src/departures/settle-departure.ts';
import type { Deps } from '../../src/deps.ts';
import { wholeWish } from '../../src/exports/export-wish.ts';
import { requestExport } from '../../src/exports/request-export.ts';
import { walkExport } from '../../src/exports/walk-export.ts';
import type { ExportKind } from '../../src/generated/prisma/client.ts';
import { recordHomeShown, recordHomeVisit } from '../../src/home/home-visits.ts';
import { readSender, takeOver } from '../../src/imports/import-sender.ts';
import { type ImportRef, lookAgain } from '../../src/imports/known-rows.ts';
import { listImports } from '../../src/imports/list-imports.ts';
import { claimBatch, finishBatch } from '../../src/imports/mail-batch.ts';
import { readOutcomes } from '../../src/imports/read-outcomes.ts';
import { reviewImport } from '../../src/imports/review-import.ts';
import { sendImport } from '../../src/imports/send-import.ts';
import { startImport } from '../../src/imports/start-import.ts';
import { cancelImport, pauseImport } from '../../src/imports/stop-import.ts';
import { trackImport } from '../../src/imports/track-import.ts';
import { acceptInvitation } from '../../src/invitations/accept-invitation.ts';
import { cancelInvitation } from '../../src/invitations/cancel-invitation.ts';
import { changedMeanwhile } from '../../src/invitations/changed-meanwhile.ts';
import { createInvitations } from '../../src/invitations/create-invitations.ts';
import { editInvitation } from '../../src/invitations/edit-invitation.ts';
import { expireLapsed } from '../../src/invitations/expire-lapsed.ts';
import { findInvitationByLink } from '../../src/invitations/find-by-link.ts';
import { changesOf, historyEntries } from '../../src/invitations/invitation-history.ts';
import { invitationLink } from '../../src/invitations/invitation-link.ts';
import { invitationSource } from '../../src/invitations/invitation-source.ts';
import { readInvitingFacts } from '../../src/invitations/inviting-facts.ts';
import { addressProblems } from '../../src/invitations/known-addresses.ts';
import { leaveOutKnown } from '../../src/invitations/leave-out-known.ts';
import { findListedInvitations, listInvitations } from '../../src/invitations/list-invitations.ts';
import { readAnnounced } from '../../src/invitations/read-announced.ts';
import { readInvitation } from '../../src/invitations/read-invitation.ts';
import { recordDelivery } from '../../src/invitations/record-delivery.ts';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { resendMatching } from '../../src/invitations/resend-matching.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { undoInvitations } from '../../src/invitations/undo-invitations.ts';
import { assignLicense, unassignLicense } from '../../src/licenses/assign-license.ts';
import { deleteLicense } from '../../src/licenses/delete-license.ts';
import { editLicense } from '../../src/licenses/edit-license.ts';
import { endHoldings as endLicenseHoldings } from '../../src/licenses/end-holdings.ts';
import { findLicense } from '../../src/licenses/find-license.ts';
import { licensesOf } from '../../src/licenses/licenses-of.ts';
import { listLicenses } from '../../src/licenses/list-licenses.ts';
import { lockLicense } from '../../src/licenses/managed-license.ts';
import { readLicense } from '../../src/licenses/read-license.ts';
import { showLicenseKey } from '../../src/licenses/show-key.ts';
import { takeLicensesFrom } from '../../src/licenses/take-licenses-from.ts';
import { acceptOwnership } from '../../src/ownership/accept-ownership.ts';
import { claimOffer } from '../../src/ownership/claim-offer.ts';
import { withdrawOffer } from '../../src/ownership/end-offer.ts';
import { offerOwnership } from '../../src/ownership/offer-ownership.ts';
import { readOwnershipNotice } from '../../src/ownership/ownership-notice.ts';
import { readReport } from '../../src/reports/read-report.ts';
import { approveRequest } from '../../src/requests/approve-request.ts';
import { decidedMeanwhile } from '../../src/requests/decided-meanwhile.ts';
import { denyRequest } from '../../src/requests/deny-request.ts';
import { listRequests } from '../../src/requests/list-requests.ts';
import { findRequest, readOpenRequest } from '../../src/requests/read-request.ts';
import { requestInvitations } from '../../src/requests/request-invitations.ts';
import { settleByInviting } from '../../src/requests/settle-by-inviting.ts';
import { finishReview } from '../../src/reviews/finish-review.ts';
import { keepPerson } from '../../src/reviews/keep-person.ts';
import { noteDecision } from '../../src/reviews/note-decision.ts';
import { readSummary } from '../../src/reviews/read-summary.ts';
import { requestSummary } from '../../src/reviews/request-summary.ts';
import { deleteRole } from '../../src/roles/delete-role.ts';
import { editRole } from '../../src/roles/edit-role.ts';
import { requireManagedRole } from '../../src/roles/managed-role.ts';
import { type Actor, type ActorRef, lockActor, readActor } from '../../src/roles/permitted.ts';
import { readRole } from '../../src/roles/read-role.ts';
import { roleDraft } from '../../src/roles/role-draft.ts';
import { roleHistory } from '../../src/roles/role-history.ts';
import { lookAgain as lookAtThingsAgain } from '../../src/thing-imports/mark-known-things.ts';
import { readThingErrors } from '../../src/thing-imports/read-thing-errors.ts';
import { reviewThingImport } from '../../src/thing-imports/review-thing-import.ts';
import { startThingImport } from '../../src/thing-imports/start-thing-import.ts';
import { storeThingImport } from '../../src/thing-imports/store-thing-import.ts';
import { findThingImport } from '../../src/thing-imports/thing-import-ref.ts';
import { changeRole } from '../../src/users/change-role.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { editUser } from '../../src/users/edit-user.ts';
import { endAccess } from '../../src/users/end-access.ts';
import { findHolders } from '../../src/users/find-holders.ts';
import { findUser } from '../../src/users/find-user.ts';
import {
  cancelInvitationsOf,
  openInvitationsOf,
  takeOverInvitationsOf,
} from '../../src/users/invitations-of.ts';
import { keepHolder } from '../../src/users/keep-holder.ts';
import { listUsers } from '../../src/users/list-users.ts';
import { requireManagedUser } from '../../src/users/managed-user.ts';
import { readUser } from '../../src/users/read-user.ts';
import { resetSecondFactor } from '../../src/users/reset-second-factor.ts';
import { setAccessEnd } from '../../src/users/set-access-end.ts';
import { userHistory } from '../../src/users/user-history.ts';
import { readUserNotice } from '../../src/users/user-notice.ts';
import { wholeActivity } from '../../src/views/activity-list.modal.ts';
import { changeSettings } from '../../src/workspaces/change-settings.ts';
import { CANARY, type Neighbour } from '../harness/neighbour.ts';

const origin = { source: 'SLACK' } as const;
const seen = (id: string) => ({ id, revision: 1 });
const laptop = {
  ...{ tag: 'OTHER-1', name: 'Other', category: '', serial: '' },
  ...{ status: 'IN_SERVICE' as const, purchasedOn: null },
};
const figma = { name: 'Other', vendor: '', seats: 5, key: '', expiresOn: null };
const leavingBy = ({ workspaceId, userId: actorId }: ActorRef) => ({ workspaceId, actorId, origin });
const names = { firstName: 'New', lastName: 'Name' };

interface Ground {
  deps: Deps;
  /** Who tries it: an Owner, of another workspace or of the same. */
  actor: Actor;
  /** A user of the actor's workspace who is not the Owner. */
  colleagueId: string;
  neighbour: Neighbour;
}

type Step = (ground: Ground) => Promise<unknown>;
/** What is tried, with what has to be so before. */
export type Attempt = Step | { prepare: Step; attempt: Step };

const wholeUsers = { kind: 'USERS', filter: 'ALL' } as const;

/** Everything that a file of somebody would have in it. */
async function fileOf({ deps, actor: { workspaceId, userId } }: Ground, kind: ExportKind): Promise<unknown> {
  const asked = {
    workspaceId,
    exportId: '',
    status: 'REQUESTED',
    ownOnly: false,
    createdAt: deps.now(),
  } as const;
  const told = { requestedBy: { userId, slackUserId: null }, uploaded: null, posted: null };
  const chunks: unknown[] = [];
  await walkExport(deps, { ...asked, ...told, wish: wholeWish(kind) }, async (chunk) => {
    chunks.push(chunk);
  });
  return chunks;
}

const roleNamed = async ({ db }: Deps, { workspaceId }: ActorRef, name: string) =>
  (await db.role.findFirstOrThrow({ where: { workspaceId, name } })).id;

const tokenOf = (deps: Deps, ids: { workspaceId: string; id: string }) =>
  invitationLink(deps, { ...ids, version: 1 })
    .split('/')
    .at(-1) ?? '';

async function readAll(deps: Deps, actor: Actor, ref: ImportRef) {
  const { rows, ...file } = await readOutcomes(deps, actor, ref);
  const read: unknown[] = [];
  for await (const row of rows) read.push(row);
  return { ...file, read };
}

/** What is tried with the ids of a neighbour, by the file of the core whose use case it is. */
export const attempts: Record<string, Record<string, Attempt>> = {
  'activity/list-activity.ts': {
    'searches the activity': ({ deps, actor }) =>
      listActivity(deps, deps.db, actor, { ...wholeActivity, about: CANARY }),
  },
  'activity/read-entry.ts': {
    'reads an entry': ({ deps, actor, neighbour }) => readEntry(deps.db, actor, neighbour.entryId),
  },
  'activity/subject-history.ts': {
    'reads the history of a thing': async ({ deps, actor: { workspaceId }, neighbour: { assetId: id } }) => {
      const subject = { workspaceId, type: 'asset' as const, id };
      const { changedBy } = await lastChange(deps.db, subject);
      return [changedBy, (await subjectHistory(deps.db, subject)).map(({ actorName }) => actorName)];
    },
  },
  'assets/assets-of.ts': {
    'reads what somebody has': ({ deps, actor: { workspaceId }, neighbour: { userId } }) =>
      assetsOf(deps.db, { workspaceId, userId }),
  },
  'assets/assign-asset.ts': {
    'takes an asset back': ({ deps, actor, neighbour: { assetId, userId } }) =>
      unassignAsset(deps, { actor, assetId, userId, origin }),
    'gives an asset to somebody': {
      prepare: ({ deps, neighbour: { assetId } }) =>
        deps.db.assetAssignment.updateMany({ where: { assetId }, data: { endedAt: deps.now() } }),
      attempt: ({ deps, actor, colleagueId: userId, neighbour: { assetId } }) =>
        assignAsset(deps, { actor, assetId, userId, origin }),
    },
  },
  'assets/delete-asset.ts': {
    'deletes an asset': {
      prepare: ({ deps, neighbour: { assetId } }) =>
        deps.db.assetAssignment.updateMany({ where: { assetId }, data: { endedAt: deps.now() } }),
      attempt: ({ deps, actor, neighbour: { assetId } }) =>
        deleteAsset(deps, { actor, asset: seen(assetId), reason: '', origin }),
    },
  },
  'assets/edit-asset.ts': {
    'edits an asset': ({ deps, actor, neighbour: { assetId } }) =>
      editAsset(deps, { actor, asset: seen(assetId), fields: laptop, origin }),
  },
  'assets/end-holdings.ts': {
    'takes everything back from somebody': ({ deps, actor: { workspaceId }, neighbour: { userId } }) =>
      endAssetHoldings(deps, deps.db, { workspaceId, userId, actorId: null }),
  },
  'assets/list-assets.ts': {
    'searches the assets': ({ deps, actor }) => listAssets(deps.db, actor, { filter: 'ALL', search: CANARY }),
  },
  'assets/find-asset.ts': {
    'finds an asset by its tag': {
      prepare: ({ deps, neighbour: { assetId: id } }) =>
        deps.db.asset.updateMany({ where: { id }, data: { tag: 'LT-77' } }),
      attempt: async ({ deps, actor }) => (await findAsset(deps.db, actor, 'LT-77')) && CANARY,
    },
  },
  'assets/managed-asset.ts': {
    'locks an asset to change it': ({ deps, actor: { workspaceId }, neighbour: { assetId: id } }) =>
      deps.db.$transaction((tx) => lockAsset(tx, { workspaceId, id })),
  },
  'assets/read-asset.ts': {
    'reads an asset': ({ deps, actor, neighbour: { assetId } }) => readAsset(deps.db, actor, assetId),
  },
  'assets/take-back-from.ts': {
    'takes back what somebody has': ({ deps, actor, neighbour: { userId } }) =>
      takeBackFrom(deps, deps.db, { ...leavingBy(actor), userId }),
  },
  'departures/keep-access.ts': {
    'lets somebody keep their access': ({ deps, actor, neighbour: { departureId } }) =>
      keepAccess(deps, { actor, departureId, origin }),
  },
  'departures/read-departure.ts': {
    'reads who left': ({ deps, actor: { workspaceId }, neighbour: { departureId } }) =>
      readDeparture(deps.db, { workspaceId, departureId }),
  },
  'departures/settle-departure.ts': {
    'settles that somebody left': ({
      deps,
      actor: { workspaceId, userId: actorId },
      neighbour: { userId },
    }) => settleDeparture(deps, deps.db, { workspaceId, userId, actorId }),
  },
  'exports/request-export.ts': {
    'asks for a file of somebody': ({ deps, actor, neighbour: { email: search } }) =>
      requestExport(deps, { actor, submission: 'V1', wish: { ...wholeUsers, search }, origin }),
  },
  'exports/rows-of-people.ts': {
    'reads a file of people': (ground) => fileOf(ground, 'USERS'),
    'reads a file of invitations': (ground) => fileOf(ground, 'INVITATIONS'),
  },
  'exports/rows-of-activity.ts': {
    'reads a file of the activity': (ground) => fileOf(ground, 'ACTIVITY'),
  },
  'exports/rows-of-assets.ts': {
    'reads a file of assets': (ground) => fileOf(ground, 'ASSETS'),
    'reads a file of who had which asset': (ground) => fileOf(ground, 'ASSET_HISTORY'),
  },
  'exports/rows-of-licenses.ts': {
    'reads a file of licenses': (ground) => fileOf(ground, 'LICENSES'),
    'reads a file of who had which license': (ground) => fileOf(ground, 'LICENSE_HISTORY'),
  },
  'home/home-visits.ts': {
    'visits Home as somebody': ({ deps, actor: { workspaceId }, neighbour }) =>
      recordHomeVisit(deps, deps.db, { workspaceId, userId: neighbour.ownerId, shown: 'x' }),
    'notes what somebody’s Home shows': {
      prepare: ({ deps, neighbour: { workspaceId, ownerId: userId } }) =>
        recordHomeVisit(deps, deps.db, { workspaceId, userId, shown: 'x' }),
      attempt: ({ deps, actor: { workspaceId }, neighbour: { ownerId: userId } }) =>
        recordHomeShown(deps.db, { workspaceId, userId, shown: 'y' }),
    },
  },
  'imports/import-sender.ts': {
    'reads who sent an import': async ({ deps, actor: { workspaceId }, neighbour }) => {
      const { userId } = await readSender(deps.db, { workspaceId, importId: neighbour.sentImportId });
      return deps.db.user.findFirst({ where: { id: userId } });
    },
    'takes an import over': ({ deps, actor, neighbour }) =>
      takeOver(deps.db, { workspaceId: actor.workspaceId, importId: neighbour.sentImportId }, actor, {
        ...{ channel: 'C1', ts: '1.1' },
      }),
  },
  'imports/known-rows.ts': {
    'looks at rows again': {
      prepare: ({ deps, neighbour }) =>
        deps.db.bulkImportRow.updateMany({
          where: { importId: neighbour.reviewedImportId },
          data: { email: neighbour.pendingEmail },
        }),
      attempt: ({ deps, actor: { workspaceId }, neighbour }) =>
        lookAgain(deps, deps.db, { workspaceId, importId: neighbour.reviewedImportId }),
    },
  },
  'imports/list-imports.ts': {
    'lists what is behind an import': ({ deps, actor, neighbour }) =>
      listImports(deps, actor, neighbour.sentImportId),
  },
  'imports/mail-batch.ts': {
    'claims the next mails': async ({ deps, actor: { workspaceId }, neighbour }) => {
      await claimBatch(deps, { workspaceId, importId: neighbour.sentImportId });
    },
    'ends a batch': {
      prepare: ({ deps, neighbour: { workspaceId, sentImportId: importId } }) =>
        claimBatch(deps, { workspaceId, importId }),
      attempt: ({ deps, actor: { workspaceId }, neighbour: { sentImportId: importId } }) =>
        finishBatch(deps, { workspaceId, importId }, { upTo: 2 }),
    },
  },
  'imports/read-outcomes.ts': {
    'reads the file': ({ deps, actor, neighbour: { sentImportId: importId } }) =>
      readAll(deps, actor, { workspaceId: actor.workspaceId, importId }),
    'reads the file by its workspace': ({ deps, actor, neighbour: { workspaceId, sentImportId } }) =>
      readAll(deps, actor, { workspaceId, importId: sentImportId }),
  },
  'imports/review-import.ts': {
    'reviews an import': ({ deps, actor, neighbour }) =>
      reviewImport(deps, actor, { workspaceId: actor.workspaceId, importId: neighbour.reviewedImportId }),
    'reviews an import by its workspace': ({ deps, actor, neighbour }) =>
      reviewImport(deps, actor, { ...neighbour, importId: neighbour.reviewedImportId }),
  },
  'imports/send-import.ts': {
    'sends an import': ({ deps, actor, neighbour: { reviewedImportId: importId } }) =>
      sendImport(deps, { workspaceId: actor.workspaceId, importId, actor, origin }),
    'sends an import by its workspace': ({ deps, actor, neighbour: { workspaceId, reviewedImportId } }) =>
      sendImport(deps, { workspaceId, importId: reviewedImportId, actor, origin }),
  },
  'imports/start-import.ts': {
    'gives everybody of a file a role': ({ deps, actor, neighbour }) =>
      startImport(deps, {
        ...{ actor, submission: deps.newId(), message: '', skipKnown: true },
        defaultRoleId: neighbour.roleId,
        file: { name: 'people.csv', bytes: Buffer.from('email\nsomebody@example.com\n') },
      }),
  },
  'imports/stop-import.ts': {
    'pauses an import': ({ deps, actor, neighbour: { sentImportId: importId } }) =>
      pauseImport(deps, { workspaceId: actor.workspaceId, importId, actor, origin }),
    'pauses an import by its workspace': ({ deps, actor, neighbour: { workspaceId, sentImportId } }) =>
      pauseImport(deps, { workspaceId, importId: sentImportId, actor, origin }),
    'cancels an import': ({ deps, actor, neighbour: { sentImportId: importId } }) =>
      cancelImport(deps, { workspaceId: actor.workspaceId, importId, actor, origin }),
    'cancels an import by its workspace': ({ deps, actor, neighbour: { workspaceId, sentImportId } }) =>
      cancelImport(deps, { workspaceId, importId: sentImportId, actor, origin }),
  },
  'imports/track-import.ts': {
    'tracks an import': ({ deps, actor, neighbour }) =>
      trackImport(deps, { workspaceId: actor.workspaceId, importId: neighbour.sentImportId }, actor),
    'tracks an import by its workspace': ({ deps, actor, neighbour }) =>
      trackImport(deps, { ...neighbour, importId: neighbour.sentImportId }, actor),
  },
  'invitations/accept-invitation.ts': {
    'accepts by a link that names its own workspace': ({ deps, actor: { workspaceId }, neighbour }) =>
      acceptInvitation(deps, {
        ...{ ...names, password: 'violet harbour tractor nineteen', origin },
        token: tokenOf(deps, { workspaceId, id: neighbour.pendingId }),
      }),
  },
  'invitations/cancel-invitation.ts': {
    'cancels an invitation': ({ deps, actor, neighbour }) =>
      cancelInvitation(deps, { actor, invitation: seen(neighbour.pendingId), reason: '', origin }),
  },
  'invitations/changed-meanwhile.ts': {
    'asks what became of an invitation': async ({ deps, actor: { workspaceId }, neighbour }) => {
      throw await changedMeanwhile(deps, deps.db, { workspaceId, id: neighbour.expiredId });
    },
  },
  'invitations/create-invitations.ts': {
    'invites with a role': ({ deps, actor, neighbour }) =>
      deps.db.$transaction((tx) =>
        createInvitations(deps, tx, {
          ...{ actor, emails: ['somebody@example.com'], problems: [], origin },
          role: { id: neighbour.roleId },
        }),
      ),
  },
  'invitations/edit-invitation.ts': {
    'edits an invitation': async ({ deps, actor, neighbour }) =>
      editInvitation(deps, {
        ...{ actor, invitation: seen(neighbour.pendingId), ...names, message: '', origin },
        accessUntil: null,
        roleId: await roleNamed(deps, actor, 'Viewer'),
      }),
  },
  'invitations/expire-lapsed.ts': {
    'archives what has lapsed': ({ deps, actor: { workspaceId }, neighbour }) => {
      const later = { now: () => new Date(deps.now().getTime() + 1e9) };
      return expireLapsed(later, deps.db, workspaceId, [neighbour.pendingEmail]);
    },
  },
  'invitations/find-by-link.ts': {
    'opens a link that names its own workspace': ({ deps, actor: { workspaceId }, neighbour }) =>
      findInvitationByLink(deps, { token: tokenOf(deps, { workspaceId, id: neighbour.pendingId }) }),
  },
  'invitations/invitation-history.ts': {
    'reads the history': async ({ deps, actor: { workspaceId }, neighbour }) => {
      const where = changesOf(workspaceId, [neighbour.pendingId]);
      return historyEntries(deps.db, workspaceId, await deps.db.activity.findMany({ where }));
    },
    'reads who did something': async ({ deps, actor: { workspaceId }, neighbour }) => {
      const where = changesOf(neighbour.workspaceId, [neighbour.pendingId]);
      const entries = await deps.db.activity.findMany({ where });
      return (await historyEntries(deps.db, workspaceId, entries)).map(({ actorName }) => actorName);
    },
  },
  'invitations/invitation-source.ts': {
    'asks who has sent it': ({ deps, actor: { workspaceId }, neighbour }) =>
      invitationSource(deps.db, { workspaceId, inviterId: neighbour.ownerId }),
  },
  'invitations/inviting-facts.ts': {
    'looks a role up': ({ deps, actor, neighbour }) =>
      readInvitingFacts(deps.db, { actor, role: { id: neighbour.roleId }, emails: [] }),
  },
  'invitations/known-addresses.ts': {
    'asks who is known': async ({ deps, actor: { workspaceId }, neighbour }) =>
      addressProblems(deps.db, workspaceId, [neighbour.email, neighbour.pendingEmail]),
  },
  'invitations/leave-out-known.ts': {
    'asks who is worth inviting': async ({ deps, actor: { workspaceId }, neighbour }) =>
      (await leaveOutKnown(deps, workspaceId, [neighbour.email])).known,
  },
  'invitations/list-invitations.ts': {
    'searches the invitations': ({ deps, actor }) =>
      listInvitations(deps, deps.db, actor, { filter: 'ALL', search: CANARY }),
    'asks for some by their ids': ({ deps, actor: { workspaceId }, neighbour }) =>
      findListedInvitations(deps.db, { workspaceId, ids: [neighbour.pendingId], now: deps.now() }),
  },
  'invitations/read-announced.ts': {
    'asks what became of what was told': ({ deps, actor: { workspaceId }, neighbour }) =>
      readAnnounced(deps, deps.db, { workspaceId, announced: [{ id: neighbour.pendingId, version: 1 }] }),
  },
  'invitations/read-invitation.ts': {
    'reads an invitation': ({ deps, actor, neighbour }) =>
      readInvitation(deps, deps.db, actor, neighbour.pendingId),
  },
  'invitations/record-delivery.ts': {
    'says that a mail did not arrive': ({ deps, actor: { workspaceId }, neighbour }) =>
      recordDelivery(deps, [
        ...[{ workspaceId, id: neighbour.pendingId, version: 1, at: deps.now(), detail: '' }].map(
          (event) => ({
            ...event,
            delivery: 'BOUNCED' as const,
          }),
        ),
      ]),
  },
  'invitations/resend-invitation.ts': {
    'sends an invitation again': ({ deps, actor, neighbour }) =>
      resendInvitation(deps, { actor, invitation: seen(neighbour.pendingId), origin }),
    'sends an invitation to another address': ({ deps, actor, neighbour }) =>
      resendInvitation(deps, {
        ...{ actor, invitation: seen(neighbour.pendingId), origin },
        email: 'elsewhere@example.com',
      }),
  },
  'invitations/resend-matching.ts': {
    'sends all again that match': ({ deps, actor }) =>
      resendMatching(deps, { actor, search: { filter: 'PENDING', search: CANARY }, origin }),
  },
  'invitations/send-invitations.ts': {
    'invites with a role': ({ deps, actor, neighbour }) =>
      sendInvitations(deps, {
        ...{ actor, addresses: ['somebody@example.com'], origin },
        role: { id: neighbour.roleId },
      }),
  },
  'invitations/undo-invitations.ts': {
    'takes invitations back': ({ deps, actor, neighbour }) =>
      undoInvitations(deps, { actor, ids: [neighbour.freshId], origin }),
  },
  'ownership/accept-ownership.ts': {
    'accepts what somebody was offered': ({ deps, actor: { workspaceId }, neighbour: { userId, offerId } }) =>
      acceptOwnership(deps, { actor: { workspaceId, userId }, offerId, origin }),
  },
  'licenses/assign-license.ts': {
    'takes a seat back': ({ deps, actor, neighbour: { licenseId, userId } }) =>
      unassignLicense(deps, { actor, licenseId, userId, origin }),
    'gives a seat to somebody': {
      prepare: ({ deps, neighbour: { licenseId } }) =>
        deps.db.licenseAssignment.updateMany({ where: { licenseId }, data: { endedAt: deps.now() } }),
      attempt: ({ deps, actor, colleagueId: userId, neighbour: { licenseId } }) =>
        assignLicense(deps, { actor, licenseId, userId, origin }),
    },
  },
  'licenses/delete-license.ts': {
    'deletes a license': {
      prepare: ({ deps, neighbour: { licenseId } }) =>
        deps.db.licenseAssignment.updateMany({ where: { licenseId }, data: { endedAt: deps.now() } }),
      attempt: ({ deps, actor, neighbour: { licenseId } }) =>
        deleteLicense(deps, { actor, license: seen(licenseId), reason: '', origin }),
    },
  },
  'licenses/edit-license.ts': {
    'edits a license': ({ deps, actor, neighbour: { licenseId } }) =>
      editLicense(deps, { actor, license: seen(licenseId), fields: figma, origin }),
  },
  'licenses/end-holdings.ts': {
    'takes every seat back from somebody': ({ deps, actor: { workspaceId }, neighbour: { userId } }) =>
      endLicenseHoldings(deps, deps.db, { workspaceId, userId, actorId: null }),
  },
  'licenses/licenses-of.ts': {
    'reads what somebody uses': ({ deps, actor: { workspaceId }, neighbour: { userId } }) =>
      licensesOf(deps.db, { workspaceId, userId }),
  },
  'licenses/list-licenses.ts': {
    'searches the licenses': ({ deps, actor }) =>
      listLicenses(deps, deps.db, actor, { filter: 'ALL', search: CANARY }),
  },
  'licenses/find-license.ts': {
    'finds a license by its name': {
      prepare: ({ deps, neighbour: { licenseId: id } }) =>
        deps.db.license.updateMany({ where: { id }, data: { name: 'Paper' } }),
      attempt: async ({ deps, actor }) => (await findLicense(deps.db, actor, 'Paper')) && CANARY,
    },
  },
  'licenses/managed-license.ts': {
    'locks a license to change it': ({ deps, actor: { workspaceId }, neighbour: { licenseId: id } }) =>
      deps.db.$transaction((tx) => lockLicense(tx, { workspaceId, id })),
  },
  'licenses/read-license.ts': {
    'reads a license': ({ deps, actor, neighbour: { licenseId } }) =>
      readLicense(deps, deps.db, actor, licenseId),
  },
  'licenses/show-key.ts': {
    'looks at a key': ({ deps, actor, neighbour: { licenseId } }) =>
      showLicenseKey(deps, { actor, licenseId, origin }),
  },
  'licenses/take-licenses-from.ts': {
    'frees what somebody uses': ({ deps, actor, neighbour: { userId } }) =>
      takeLicensesFrom(deps, deps.db, { ...leavingBy(actor), userId }),
  },
  'ownership/claim-offer.ts': {
    'claims an offer': ({ deps, actor: { workspaceId }, neighbour: { ownerId: userId, offerId } }) =>
      claimOffer(deps.db, { actor: { workspaceId, userId }, offerId, as: 'OFFERER', now: deps.now() }),
  },
  'ownership/end-offer.ts': {
    'takes an offer back': ({ deps, actor: { workspaceId }, neighbour: { ownerId: userId, offerId } }) =>
      withdrawOffer(deps, { actor: { workspaceId, userId }, offerId, origin }),
  },
  'ownership/offer-ownership.ts': {
    'offers the ownership to somebody': {
      prepare: ({ deps, neighbour: { workspaceId } }) =>
        deps.db.ownershipTransfer.deleteMany({ where: { workspaceId } }),
      attempt: async ({ deps, actor, neighbour: { memberSlackId: slackUserId } }) => {
        const { name } = await deps.db.workspace.findUniqueOrThrow({ where: { id: actor.workspaceId } });
        const roleId = await roleNamed(deps, actor, 'Admin');
        return offerOwnership(deps, {
          actor,
          receiver: { slackUserId },
          roleId,
          workspaceName: name,
          origin,
        });
      },
    },
  },
  'ownership/ownership-notice.ts': {
    'tells somebody of an offer': ({
      deps,
      actor: { workspaceId },
      neighbour: { userId, ownerId, offerId },
    }) => readOwnershipNotice(deps, { workspaceId, offerId, userId, otherId: ownerId, what: 'OFFERED' }),
  },
  'reports/read-report.ts': {
    'reads a report': ({ deps, actor }) => readReport(deps, deps.db, actor, 4),
  },
  'requests/approve-request.ts': {
    'approves a request': ({ deps, actor, neighbour: { requestId } }) =>
      approveRequest(deps, { actor, requestId, origin }),
  },
  'requests/decided-meanwhile.ts': {
    'asks what became of a request': {
      prepare: ({ deps, neighbour: { requestId: id, ownerId } }) =>
        deps.db.invitationRequest.updateMany({
          where: { id },
          data: { status: 'DENIED', decidedById: ownerId, decidedAt: deps.now() },
        }),
      attempt: async ({ deps, actor: { workspaceId }, neighbour: { requestId: id } }) => {
        throw await decidedMeanwhile(deps.db, { workspaceId, id });
      },
    },
  },
  'requests/deny-request.ts': {
    'denies a request': ({ deps, actor, neighbour: { requestId } }) =>
      denyRequest(deps, { actor, requestId, reason: 'No', origin }),
  },
  'requests/list-requests.ts': {
    'lists requests': ({ deps, actor }) => listRequests(deps.db, actor, { filter: 'OPEN' }),
  },
  'requests/read-request.ts': {
    'reads a request': async ({ deps, actor: { workspaceId }, neighbour }) =>
      findRequest(deps.db, { workspaceId, id: neighbour.requestId }),
    'reads a request to decide it': ({ deps, actor, neighbour }) =>
      readOpenRequest(deps.db, actor, neighbour.requestId),
  },
  'requests/request-invitations.ts': {
    'asks for a role': ({ deps, actor, neighbour }) =>
      requestInvitations(deps, {
        ...{ actor, addresses: ['somebody@example.com'], firstName: '', lastName: '', message: '' },
        ...{ note: '', origin, roleId: neighbour.roleId },
      }),
  },
  'requests/settle-by-inviting.ts': {
    'settles what an invitee asked for': ({ deps, actor, neighbour }) =>
      deps.db.$transaction((tx) =>
        settleByInviting(deps, tx, { actor, emails: [neighbour.expiredEmail], origin }),
      ),
  },
  'reviews/finish-review.ts': {
    'signs a review off': {
      prepare: ({ deps, neighbour: { reviewId, ownerId } }) =>
        deps.db.accessReviewPerson.updateMany({
          where: { reviewId },
          data: { decision: 'KEPT', decidedById: ownerId, decidedAt: deps.now() },
        }),
      attempt: ({ deps, actor, neighbour: { reviewId } }) => finishReview(deps, { actor, reviewId, origin }),
    },
  },
  'reviews/keep-person.ts': {
    'decides about somebody': ({ deps, actor, neighbour: { reviewId, userId } }) =>
      keepPerson(deps, { actor, reviewId, userId, origin }),
  },
  'reviews/note-decision.ts': {
    'notes a decision': ({ deps, actor: { workspaceId, userId: actorId }, neighbour: { userId } }) =>
      noteDecision(deps, deps.db, {
        workspaceId,
        userIds: [userId],
        decision: 'ROLE_CHANGED',
        inReview: true,
        actorId,
      }),
  },
  'reviews/read-summary.ts': {
    'reads a summary': {
      prepare: ({ deps, neighbour: { reviewId: id, ownerId: finishedById } }) =>
        deps.db.accessReview.updateMany({ where: { id }, data: { finishedById, finishedAt: deps.now() } }),
      attempt: ({ deps, actor, neighbour: { reviewId } }) => readSummary(deps.db, actor, reviewId),
    },
  },
  'reviews/request-summary.ts': {
    'asks for a summary': ({ deps, actor, neighbour: { reviewId } }) =>
      requestSummary(deps, { actor, reviewId }),
  },
  'roles/delete-role.ts': {
    'deletes a role': async ({ deps, actor, neighbour: { roleId } }) => {
      const replacementId = await roleNamed(deps, actor, 'Viewer');
      return deleteRole(deps, { actor, role: seen(roleId), replacementId, reason: '', origin });
    },
  },
  'roles/edit-role.ts': {
    'edits a role': ({ deps, actor, neighbour: { roleId } }) =>
      editRole(deps, { actor, role: seen(roleId), name: 'Other', description: '', permissions: [], origin }),
  },
  'roles/managed-role.ts': {
    'locks a role to change it': ({ deps, actor, neighbour: { roleId } }) =>
      deps.db.$transaction((tx) => requireManagedRole(tx, actor, seen(roleId))),
  },
  'roles/permitted.ts': {
    'looks up what somebody may do': async ({ deps, actor: { workspaceId }, neighbour }) => {
      const ref = { workspaceId, userId: neighbour.ownerId };
      const [read, locked] = [await readActor(deps.db, ref), await lockActor(deps.db, ref)];
      return (read ?? locked) && CANARY;
    },
  },
  'roles/read-role.ts': {
    'reads a role': ({ deps, actor, neighbour: { roleId } }) => readRole(deps, deps.db, actor, roleId),
  },
  'roles/role-draft.ts': {
    'copies a role': ({ deps, actor, neighbour: { roleId: id } }) => roleDraft(deps.db, actor, { id }),
  },
  'roles/role-history.ts': {
    'reads the history of a role': {
      prepare: ({ deps, neighbour: { workspaceId, ownerId, roleId } }) =>
        deps.db.$executeRaw`
          INSERT INTO activity (workspace_id, at, action, actor_id, subject_type, subject_id, source)
          VALUES (${workspaceId}::uuid, now(), 'role.edited', ${ownerId}::uuid, 'role', ${roleId}::uuid, 'SLACK')`,
      attempt: ({ deps, actor: { workspaceId }, neighbour: { roleId: id } }) =>
        roleHistory(deps.db, { workspaceId, id }),
    },
  },
  'users/change-role.ts': {
    'gives somebody a role': async ({ deps, actor, neighbour }) => {
      const roleId = await roleNamed(deps, actor, 'Viewer');
      return changeRole(deps, { actor, user: seen(neighbour.userId), roleId, reason: '', origin });
    },
    'gives a colleague a role': ({ deps, actor, colleagueId, neighbour }) =>
      changeRole(deps, { actor, user: seen(colleagueId), roleId: neighbour.roleId, reason: '', origin }),
  },
  'users/change-status.ts': {
    'deactivates somebody': ({ deps, actor, neighbour }) =>
      changeStatus(deps, {
        ...{ actor, user: seen(neighbour.userId), reason: '', origin },
        ...{ status: 'INACTIVE', invitations: 'CANCEL' },
      }),
  },
  'users/edit-user.ts': {
    'edits somebody': ({ deps, actor, neighbour }) =>
      editUser(deps, {
        ...{ actor, user: seen(neighbour.userId), ...names, origin },
        ...{ email: neighbour.email, phone: '1', department: '', jobTitle: '' },
      }),
  },
  'users/end-access.ts': {
    'ends somebody’s access': {
      prepare: ({ deps, neighbour: { userId } }) =>
        deps.db.user.updateMany({ where: { id: userId }, data: { accessUntil: new Date('2020-01-01') } }),
      attempt: ({ deps, actor: { workspaceId }, neighbour: { userId: id } }) =>
        endAccess(deps, { workspaceId, id }),
    },
  },
  'users/find-holders.ts': {
    'looks for whoever can be given something': ({ deps, actor }) =>
      findHolders(deps.db, actor, { search: CANARY, permission: 'EDIT_ASSETS' }),
  },
  'users/keep-holder.ts': {
    'keeps somebody who is given something': ({ deps, actor: { workspaceId }, neighbour: { userId } }) =>
      keepHolder(deps.db, { workspaceId, userId }),
  },
  'users/find-user.ts': {
    'finds somebody by their Slack id': async ({ deps, actor, neighbour }) =>
      (await findUser(deps.db, actor, { slackUserId: neighbour.slackUserId })) && CANARY,
    'finds somebody by their address': async ({ deps, actor, neighbour }) =>
      (await findUser(deps.db, actor, { email: neighbour.email })) && CANARY,
  },
  'users/invitations-of.ts': {
    'cancels somebody’s invitations': ({ deps, actor, neighbour: { ownerId: inviterId } }) =>
      deps.db.$transaction((tx) => cancelInvitationsOf(deps, tx, { actor, inviterId, reason: '', origin })),
    'takes somebody’s invitations over': ({ deps, actor, neighbour: { ownerId: inviterId } }) =>
      deps.db.$transaction((tx) => takeOverInvitationsOf(deps, tx, { actor, inviterId, reason: '', origin })),
    'asks for somebody’s invitations': ({ deps, actor: { workspaceId }, neighbour }) =>
      openInvitationsOf(deps, deps.db, { workspaceId, inviterId: neighbour.ownerId }),
  },
  'users/list-users.ts': {
    'searches the people': ({ deps, actor }) => listUsers(deps.db, actor, { filter: 'ALL', search: CANARY }),
  },
  'users/managed-user.ts': {
    'locks somebody to manage them': ({ deps, actor, neighbour }) =>
      deps.db.$transaction((tx) => requireManagedUser(tx, actor, seen(neighbour.userId))),
  },
  'users/read-user.ts': {
    'reads a person': ({ deps, actor, neighbour }) => readUser(deps, deps.db, actor, neighbour.userId),
  },
  'users/reset-second-factor.ts': {
    'resets somebody’s second factor': ({ deps, actor, neighbour: { userId } }) =>
      resetSecondFactor(deps, { actor, user: seen(userId), reason: '', origin }),
  },
  'users/set-access-end.ts': {
    'sets an end to somebody’s access': ({ deps, actor, neighbour: { userId } }) => {
      const accessUntil = new Date(new Date(deps.now().getTime() + 2e9).toISOString().slice(0, 10));
      return setAccessEnd(deps, { actor, user: seen(userId), accessUntil, reason: '', origin });
    },
  },
  'users/user-history.ts': {
    'reads somebody’s history': {
      prepare: ({ deps, neighbour: { workspaceId, ownerId, userId } }) =>
        deps.db.$executeRaw`
          INSERT INTO activity (workspace_id, at, action, actor_id, subject_type, subject_id, source)
          VALUES (${workspaceId}::uuid, now(), 'user.edited', ${ownerId}::uuid, 'user', ${userId}::uuid, 'SLACK')`,
      attempt: ({ deps, actor: { workspaceId }, neighbour: { userId: id } }) =>
        userHistory(deps.db, { workspaceId, id }),
    },
  },
  'thing-imports/mark-known-things.ts': {
    'looks at rows again': {
      prepare: ({ deps, neighbour: { thingImportId: importId } }) =>
        deps.db.thingImportRow.updateMany({
          where: { importId, problem: null },
          data: { known: { tag: 'CANARY-1', name: 'Canary laptop' } },
        }),
      attempt: ({ deps, actor: { workspaceId }, neighbour: { thingImportId: importId } }) =>
        lookAtThingsAgain(deps.db, { workspaceId, importId }, 'ASSETS', { permissions: [] }),
    },
  },
  'thing-imports/read-thing-errors.ts': {
    'reads what is wrong with a file': ({ deps, actor, neighbour }) =>
      readThingErrors(deps, actor, neighbour.thingImportId),
  },
  'thing-imports/review-thing-import.ts': {
    'reviews a file of assets': ({ deps, actor, neighbour }) =>
      reviewThingImport(deps, actor, neighbour.thingImportId),
  },
  'thing-imports/start-thing-import.ts': {
    'gives somebody what is in a file': async ({ deps, actor, neighbour: { email } }) => {
      const bytes = Buffer.from(`Asset Tag,Name,Assigned To\nGIFT-1,Gift,${email}\n`);
      const file = { name: 'assets.csv', bytes };
      const started = { actor, kind: 'ASSETS', submission: deps.newId(), file } as const;
      const { importId } = await startThingImport(deps, started);
      return storeThingImport(deps, { actor, importId, origin });
    },
  },
  'thing-imports/store-thing-import.ts': {
    'adds what is in a file': ({ deps, actor, neighbour: { thingImportId: importId } }) =>
      storeThingImport(deps, { actor, importId, origin }),
  },
  'thing-imports/thing-import-ref.ts': {
    'finds a file': ({ deps, actor, neighbour }) => findThingImport(deps.db, actor, neighbour.thingImportId),
  },
  'users/user-notice.ts': {
    'tells somebody of a change': ({ deps, actor, neighbour }) =>
      readUserNotice(deps, {
        ...{ workspaceId: actor.workspaceId, userId: neighbour.userId, actorId: actor.userId },
        ...{ revision: 1, what: 'ROLE_CHANGED', changed: [] },
      }),
  },
  'workspaces/change-settings.ts': {
    'makes a role the default': ({ deps, actor, neighbour }) =>
      changeSettings(deps, { actor, revision: 1, change: { defaultRoleId: neighbour.roleId }, origin }),
  },
};
