import { recordRefused } from '../../src/activity/record-refused.ts';
import { assignAsset, unassignAsset } from '../../src/assets/assign-asset.ts';
import { createAsset } from '../../src/assets/create-asset.ts';
import { deleteAsset } from '../../src/assets/delete-asset.ts';
import { editAsset } from '../../src/assets/edit-asset.ts';
import { keepAccess } from '../../src/departures/keep-access.ts';
import { recordDeparture, recordReturn } from '../../src/departures/record-departure.ts';
import { Refusal } from '../../src/errors.ts';
import { wholeWish } from '../../src/exports/export-wish.ts';
import { endExport } from '../../src/exports/note-progress.ts';
import { requestExport } from '../../src/exports/request-export.ts';
import { cancelImport, pauseImport, resumeImport } from '../../src/imports/stop-import.ts';
import { cancelInvitation } from '../../src/invitations/cancel-invitation.ts';
import { claimReminders } from '../../src/invitations/claim-reminders.ts';
import { editInvitation } from '../../src/invitations/edit-invitation.ts';
import { recordDelivery } from '../../src/invitations/record-delivery.ts';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { resendMatching } from '../../src/invitations/resend-matching.ts';
import { undoInvitations } from '../../src/invitations/undo-invitations.ts';
import { expireInvitations } from '../../src/jobs/expire-invitations.ts';
import { assignLicense, unassignLicense } from '../../src/licenses/assign-license.ts';
import { createLicense } from '../../src/licenses/create-license.ts';
import { deleteLicense } from '../../src/licenses/delete-license.ts';
import { editLicense } from '../../src/licenses/edit-license.ts';
import { showLicenseKey } from '../../src/licenses/show-key.ts';
import { acceptOwnership } from '../../src/ownership/accept-ownership.ts';
import { assignOwnership } from '../../src/ownership/assign-ownership.ts';
import { declineOwnership, withdrawOffer } from '../../src/ownership/end-offer.ts';
import { lapseOffers } from '../../src/ownership/lapse-offers.ts';
import { offerOwnership } from '../../src/ownership/offer-ownership.ts';
import { approveRequest } from '../../src/requests/approve-request.ts';
import { denyRequest } from '../../src/requests/deny-request.ts';
import { requestInvitations } from '../../src/requests/request-invitations.ts';
import { finishReview } from '../../src/reviews/finish-review.ts';
import { keepPerson } from '../../src/reviews/keep-person.ts';
import { startReview } from '../../src/reviews/start-review.ts';
import { createRole } from '../../src/roles/create-role.ts';
import { deleteRole } from '../../src/roles/delete-role.ts';
import { editRole } from '../../src/roles/edit-role.ts';
import { addressLink } from '../../src/users/address-link.ts';
import { changeRole } from '../../src/users/change-role.ts';
import { changeStatus } from '../../src/users/change-status.ts';
import { claimAccessReminders } from '../../src/users/claim-access-reminders.ts';
import { editUser } from '../../src/users/edit-user.ts';
import { linkSlackPerson } from '../../src/users/link-slack-person.ts';
import { resetSecondFactor } from '../../src/users/reset-second-factor.ts';
import { setAccessEnd } from '../../src/users/set-access-end.ts';
import { changeBilling } from '../../src/workspaces/change-billing.ts';
import { changeSettings } from '../../src/workspaces/change-settings.ts';
import { authenticatorOf, backupCodesOn } from './authenticator.ts';
import { importPeople } from './import-people.ts';
import type { PortalWorld } from './portal-server.ts';
import { createVisitor, type Visitor } from './visitor.ts';
import { DAY_MS, type TestWorkspace } from './world.ts';

const origin = { source: 'SLACK' } as const;
/** Where everybody who uses the portal seems to come from. */
export const VISITOR_ADDRESS = '203.0.113.77';
const laptop = {
  ...{ tag: 'LT-1', name: 'Laptop', category: '', serial: '' },
  ...{ status: 'IN_SERVICE' as const, purchasedOn: null },
};
const figma = { name: 'Figma', vendor: '', seats: 1, key: 'a-key-of-twelve', expiresOn: null };
const PASSWORD = 'violet harbour tractor nineteen';

/** Everything that is ever recorded happens in the workspace once at least, by the edges that do it where these are pages. */
export async function liveFully(portal: PortalWorld, workspace: TestWorkspace): Promise<void> {
  const { deps, db } = portal;
  const { workspaceId, ownerId } = workspace;
  const actor = { workspaceId, userId: ownerId };
  const roleId = async (name: string) =>
    (await db.role.findFirstOrThrow({ where: { workspaceId, name } })).id;
  const invitation = async (email: string) =>
    db.invitation.findFirstOrThrow({ where: { workspaceId, email }, orderBy: { createdAt: 'desc' } });
  const user = (email: string) => db.user.findFirstOrThrow({ where: { workspaceId, email } });
  const visitor = () => createVisitor(portal.url, VISITOR_ADDRESS);
  const mailed = async (kind: string) => {
    const mails = await portal.deliverMails();
    return mails.flatMap(({ text }) => text.match(new RegExp(`/${kind}/[\\w-]+`)) ?? []).at(-1) ?? '';
  };
  const names = { firstName: 'Jane', lastName: 'Doe' };

  /** Accepts as a person does, to the first page behind it. */
  const accept = async (token: string) => {
    const person = visitor();
    await person.post(`/invitation/${token}`, { ...names, password: PASSWORD });
    return person;
  };
  const join = async (email: string, role: string) => {
    await portal.deliverMails();
    const { token } = await workspace.invite(email, { role });
    const person = await accept(token);
    await person.press(await person.open(await mailed('verify')), 'Verify Email Address');
    return user(email);
  };

  const jane = await join('jane@example.com', 'Admin');
  const mia = await join('mia@example.com', 'Member');

  // Invitations.
  await workspace.invite('edited@example.com');
  const edit = { actor, invitation: await invitation('edited@example.com'), roleId: await roleId('Viewer') };
  await editInvitation(deps, { ...edit, ...names, message: 'Hello', accessUntil: null, origin });
  await resendInvitation(deps, { actor, invitation: await invitation('edited@example.com'), origin });
  const canceled = await workspace
    .invite('canceled@example.com')
    .then(() => invitation('canceled@example.com'));
  await cancelInvitation(deps, { actor, invitation: canceled, reason: 'Left the project', origin });
  const undone = await workspace.invite('undone@example.com');
  await undoInvitations(deps, { actor, ids: [undone.id], origin });
  const bounced = await workspace.invite('bounced@example.com');
  const event = { workspaceId, id: bounced.id, version: 1, at: deps.now(), detail: 'no such mailbox' };
  await recordDelivery(deps, [{ ...event, delivery: 'BOUNCED' }]);

  // Requests.
  const ask = async (email: string) => {
    const wanted = {
      roleId: await roleId('Viewer'),
      firstName: '',
      lastName: '',
      message: '',
      note: 'Please',
    };
    const asking = { actor: { workspaceId, userId: mia.id }, addresses: [email], ...wanted, origin };
    await requestInvitations(deps, asking);
    return db.invitationRequest.findFirstOrThrow({ where: { workspaceId, emails: { has: email } } });
  };
  await approveRequest(deps, { actor, requestId: (await ask('wanted@example.com')).id, origin });
  const unwanted = await ask('unwanted@example.com');
  await denyRequest(deps, { actor, requestId: unwanted.id, reason: 'Not now', origin });

  // People.
  const profile = { ...names, phone: '', department: 'Sales', jobTitle: '', email: 'jane.doe@example.com' };
  await editUser(deps, { actor, user: jane, ...profile, origin });
  const changing = await user('jane@example.com');
  const person = visitor();
  const page = await person.open(new URL(addressLink(deps, changing).url).pathname);
  await person.press(page, 'Verify New Address');
  const link = { workspaceId, slackUserId: 'U0JANE', email: 'jane.doe@example.com' };
  await linkSlackPerson(deps, { ...link, hasLeft: async () => false });
  const forgetful = visitor();
  const forgotten = { 'Email Address': 'mia@example.com' };
  await forgetful.press(await forgetful.open('/forgot-password'), 'Send Link', forgotten);
  const choose = await forgetful.open(await mailed('password'));
  await forgetful.press(choose, 'Set Password', { Password: 'copper lantern drifting eleven' });
  const newPassword = { email: 'mia@example.com', password: 'copper lantern drifting eleven' };
  await visitor().post('/sign-in', newPassword);
  await forgetful.post('/account/sessions/end', {});
  await liveWithSecondFactor(forgetful, newPassword);
  const lost = { actor, user: await user('mia@example.com'), reason: 'Lost phone', origin };
  await resetSecondFactor(deps, lost);
  await workspace.invite('kept@example.com', { inviterId: jane.id });
  const status = { actor, invitations: 'KEEP' as const, reason: 'On leave', origin };
  await changeStatus(deps, { ...status, user: await user('jane.doe@example.com'), status: 'INACTIVE' });
  await changeStatus(deps, { ...status, user: await user('jane.doe@example.com'), status: 'ACTIVE' });
  const vain = await workspace.invite('in-vain@example.com', { inviterId: jane.id, role: 'Admin' });
  const role = { roleId: await roleId('Viewer'), reason: 'Another job', origin };
  await changeRole(deps, { actor, user: await user('jane.doe@example.com'), ...role });
  await accept(vain.token);

  // Imports.
  const rows = (name: string) => [
    ['email'],
    ...Array.from({ length: 3 }, (_, n) => [`${name}${n}@example.com`]),
  ];
  const ref = await importPeople(portal, workspace, rows('row'));
  await pauseImport(deps, { ...ref, actor, origin });
  await resumeImport(deps, { ...ref, actor, origin });
  await cancelImport(deps, { ...ref, actor, origin });

  // The workspace.
  await changeSettings(deps, { actor, revision: 1, change: { timeZone: 'Europe/Berlin' }, origin });
  const contact = { name: 'Bea Till', email: 'bea@northwind.example' };
  await changeBilling(deps, { actor, revision: 1, planName: 'Team', seatLimit: 50, contact, origin });

  // Roles of one's own.
  const made = { actor, description: '', origin };
  const { id: keeperId } = await createRole(deps, { ...made, name: 'Keeper', permissions: ['VIEW_ASSETS'] });
  const keeper = () => db.role.findFirstOrThrow({ where: { workspaceId, id: keeperId } });
  const edited = { ...made, role: await keeper(), name: 'Asset Keeper' };
  await editRole(deps, { ...edited, permissions: ['VIEW_ASSETS', 'VIEW_USERS'] });
  const words = { firstName: '', lastName: '', message: '', note: '', origin };
  const byMia = { workspaceId, userId: mia.id };
  await requestInvitations(deps, {
    ...{ actor: byMia, addresses: ['keeper@example.com'], roleId: keeperId, ...words },
  });
  const deletion = { actor, role: await keeper(), replacementId: await roleId('Viewer'), origin };
  await deleteRole(deps, { ...deletion, reason: 'Unused' });

  // An asset and a license.
  const { id: assetId } = await createAsset(deps, { actor, submission: 'VASSET', fields: laptop, origin });
  const asset = { id: assetId, revision: 1 };
  await editAsset(deps, { actor, asset, fields: { ...laptop, name: 'Lab laptop' }, origin });
  await assignAsset(deps, { actor, assetId, userId: mia.id, origin });
  await unassignAsset(deps, { actor, assetId, userId: mia.id, origin });
  await deleteAsset(deps, { actor, asset: { ...asset, revision: 2 }, reason: 'Lost', origin });
  const { id: licenseId } = await createLicense(deps, {
    actor,
    submission: 'VLICENSE',
    fields: figma,
    origin,
  });
  const license = { id: licenseId, revision: 1 };
  await editLicense(deps, { actor, license, fields: { ...figma, seats: 2 }, origin });
  await showLicenseKey(deps, { actor, licenseId, origin });
  await assignLicense(deps, { actor, licenseId, userId: mia.id, origin });
  await unassignLicense(deps, { actor, licenseId, userId: mia.id, origin });
  await deleteLicense(deps, { actor, license: { ...license, revision: 2 }, reason: 'Ended', origin });

  // What somebody may not do.
  const refusal = new Refusal('OWN_ACCOUNT', { what: 'role', admins: [] }).asUnion();
  await recordRefused(deps, { actor: byMia, refusal, request: 'change_role', origin });

  // A file of it all.
  const wanted = { actor, submission: 'V1', wish: wholeWish('ACTIVITY'), origin };
  await requestExport(deps, wanted);
  const { id: exportId } = await db.export.findFirstOrThrow({ where: { workspaceId } });
  await endExport(deps, { workspaceId, exportId }, { status: 'SENT', rowCount: 1 });

  // An end of access, somebody who leaves Slack and comes back, a review.
  const inNineDays = new Date(Math.floor(deps.now().getTime() / DAY_MS + 9) * DAY_MS);
  const end = { actor, user: await user('mia@example.com'), accessUntil: inNineDays, origin };
  await setAccessEnd(deps, { ...end, reason: 'Contract' });
  await db.user.updateMany({ where: { workspaceId, id: mia.id }, data: { slackUserId: 'U0MIA' } });
  const { slackTeamId } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const inSlack = { slackTeamId, slackUserId: 'U0MIA' };
  await recordDeparture(deps, inSlack);
  const departure = await db.slackDeparture.findFirstOrThrow({ where: { workspaceId } });
  await keepAccess(deps, { actor, departureId: departure.id, origin });
  await recordReturn(deps, inSlack);
  await startReview(deps, { actor, origin });
  for (const { reviewId, userId } of await db.accessReviewPerson.findMany({ where: { workspaceId } })) {
    await keepPerson(deps, { actor, reviewId, userId, origin });
  }
  const review = await db.accessReview.findFirstOrThrow({ where: { workspaceId } });
  await finishReview(deps, { actor, reviewId: review.id, origin });

  // Ownership: offered, taken back, declined, and at last accepted.
  const offer = async () => {
    const wanted = {
      receiver: { slackUserId: 'U0MIA' },
      roleId: await roleId('Admin'),
      workspaceName: 'Northwind',
    };
    await offerOwnership(deps, { actor, ...wanted, origin });
    return (await db.ownershipTransfer.findFirstOrThrow({ where: { workspaceId } })).id;
  };
  await withdrawOffer(deps, { actor, offerId: await offer(), origin });
  await declineOwnership(deps, { actor: byMia, offerId: await offer(), origin });
  await offer();

  // What time brings: a reminder, the end, a new link that the invitee asks for.
  const late = await workspace.invite('late@example.com');
  await portal.deliverMails();
  await recordDelivery(deps, [{ ...event, id: late.id, delivery: 'DELIVERED', detail: '' }]);
  portal.passTime(5.5 * DAY_MS);
  await claimReminders(deps, { atMost: 100 });
  portal.passTime(2 * DAY_MS);
  await expireInvitations(portal);
  await visitor().post(`/invitation/${late.token}/new`, {});
  await resendMatching(deps, { actor, search: { filter: 'EXPIRED', search: 'late' }, origin });
  await claimAccessReminders(deps, { atMost: 100 });
  await lapseOffers(deps);
  await acceptOwnership(deps, { actor: byMia, offerId: await offer(), origin });
  const { email } = await db.user.findFirstOrThrow({ where: { workspaceId, id: ownerId } });
  await assignOwnership(deps, { workspaceId, email, reason: 'Gone' });
}

/** Turns it on, signs in by a backup code, makes new ones, turns it off and on again; then somebody guesses codes. */
async function liveWithSecondFactor(
  person: Visitor,
  { email, password }: { email: string; password: string },
) {
  const home = '/account/second-factor';
  const confirmed = { Password: password };
  const setUp = async () => {
    const connect = await person.press(await person.open(home), 'Set Up Second Factor', confirmed);
    return person.press(connect, 'Confirm Code', { Code: await authenticatorOf(connect).code() });
  };
  const [backupCode = ''] = backupCodesOn(await setUp());
  await person.post('/sign-out', {});
  await person.post('/sign-in', { email, password });
  await person.post('/sign-in/backup-code', { code: backupCode });
  await person.press(await person.open(`${home}/codes`), 'New Backup Codes', confirmed);
  await person.press(await person.open(`${home}/off`), 'Turn Off', confirmed);
  await setUp();
  await person.post('/sign-out', {});
  for (let guess = 0; guess < 10; guess++) {
    if (guess % 5 === 0) await person.post('/sign-in', { email, password });
    await person.post('/sign-in/backup-code', { code: `wrong-code${guess}` });
  }
}
