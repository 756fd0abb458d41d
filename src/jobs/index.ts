import { forgetImports } from '../imports/forget-imports.ts';
import { claimLicenseReminders } from '../licenses/claim-license-reminders.ts';
import { lapseOffers } from '../ownership/lapse-offers.ts';
import type { JobHandlers } from '../queue/worker.ts';
import { claimReports } from '../reports/claim-reports.ts';
import { claimReviewReminders } from '../reviews/claim-review-reminders.ts';
import { tellHolders } from '../roles/tell-holders.ts';
import { claimAccessReminders } from '../users/claim-access-reminders.ts';
import { claimDigests } from '../workspaces/claim-digests.ts';
import { countAllSeats } from '../workspaces/seat-usage.ts';
import { watchSeats } from '../workspaces/watch-seats.ts';
import { announceAcceptances } from './announce-acceptances.ts';
import { announceRequest } from './announce-request.ts';
import type { JobEdge } from './edge.ts';
import { endAccesses } from './end-access.ts';
import { expireInvitations } from './expire-invitations.ts';
import { mailAddressChange } from './mail-address-change.ts';
import { mailImport } from './mail-import.ts';
import { mailInvitations } from './mail-invitations.ts';
import { mailPasswordLink } from './mail-password-link.ts';
import { mailReminder } from './mail-reminder.ts';
import { mailSeatWarning } from './mail-seat-warning.ts';
import { mailVerification } from './mail-verification.ts';
import { postDigest } from './post-digest.ts';
import { postLicenseReminder } from './post-license-reminder.ts';
import { postReport } from './post-report.ts';
import { postRequestCard } from './post-request-card.ts';
import { postReviewReminder } from './post-review-reminder.ts';
import { publishHomes } from './publish-homes.ts';
import { remindInvitees } from './remind-invitees.ts';
import { reportPausedImport, tellOfPausedImport } from './report-paused-import.ts';
import { reportUndeliverableInvitations } from './report-undeliverable-invitations.ts';
import { reportWithdrawnInvitation, tellOfWithdrawnInvitation } from './report-withdrawn-invitation.ts';
import { sealNewActivity } from './seal-activity.ts';
import { sendExport } from './send-export.ts';
import { sendImportFile } from './send-import-file.ts';
import { sendImportTemplate } from './send-import-template.ts';
import { sendReport } from './send-report.ts';
import { sendReviewSummary } from './send-review-summary.ts';
import { sendThingErrors } from './send-thing-errors.ts';
import { showDeparture } from './show-departure.ts';
import { showImport } from './show-import.ts';
import { tellOfAccessEnd } from './tell-of-access-end.ts';
import { mailOwnershipNotice, postOwnershipNotice } from './tell-of-ownership.ts';
import { tellOfThingImport } from './tell-of-thing-import.ts';
import { tellRequester } from './tell-requester.ts';
import { mailUserNotice, postUserNotice } from './tell-user.ts';
import { updateRequestCards } from './update-request-cards.ts';
import { warnOfSeats } from './warn-of-seats.ts';

/** Every queued job and what does it. */
export function jobHandlers(edge: JobEdge): JobHandlers {
  return {
    'mail-invitations': (payload) => mailInvitations(edge, payload),
    'mail-import': (payload) => mailImport(edge, payload),
    'report-paused-import': (payload) => reportPausedImport(edge, payload),
    'tell-of-paused-import': (payload) => tellOfPausedImport(edge, payload),
    'show-import': (payload) => showImport(edge, payload),
    'send-import-file': (payload) => sendImportFile(edge, payload),
    'send-import-template': (payload) => sendImportTemplate(edge, payload),
    'send-thing-errors': (payload) => sendThingErrors(edge, payload),
    'tell-of-thing-import': (payload) => tellOfThingImport(edge, payload),
    'forget-imports': () => forgetImports(edge.deps),
    'expire-invitations': () => expireInvitations(edge),
    'seal-activity': () => sealNewActivity(edge),
    'remind-invitees': () => remindInvitees(edge),
    'remind-of-access-ends': () => claimAccessReminders(edge.deps, { atMost: 1000 }),
    'end-access': () => endAccesses(edge),
    'tell-of-access-end': (payload) => tellOfAccessEnd(edge, payload),
    'show-departure': (payload) => showDeparture(edge, payload),
    'remind-of-licenses': () => claimLicenseReminders(edge.deps),
    'post-license-reminder': (payload) => postLicenseReminder(edge, payload),
    'remind-of-reviews': () => claimReviewReminders(edge.deps),
    'post-review-reminder': (payload) => postReviewReminder(edge, payload),
    'send-review-summary': (payload) => sendReviewSummary(edge, payload),
    'send-export': (payload) => sendExport(edge, payload),
    'post-digests': () => claimDigests(edge.deps),
    'post-digest': (payload) => postDigest(edge, payload),
    'post-reports': () => claimReports(edge.deps),
    'post-report': (payload) => postReport(edge, payload),
    'send-report': (payload) => sendReport(edge, payload),
    'mail-reminder': (payload) => mailReminder(edge, payload),
    'watch-seats': (payload) => watchSeats(edge.deps, payload),
    'warn-of-seats': (payload) => warnOfSeats(edge, payload),
    'mail-seat-warning': (payload) => mailSeatWarning(edge, payload),
    'count-seats': () => countAllSeats(edge.deps),
    'publish-homes': (payload) => publishHomes(edge, payload),
    'mail-verification': (payload) => mailVerification(edge, payload),
    'mail-password-link': (payload) => mailPasswordLink(edge, payload),
    'mail-address-change': (payload) => mailAddressChange(edge, payload),
    'mail-user-notice': (payload) => mailUserNotice(edge, payload),
    'post-user-notice': (payload) => postUserNotice(edge, payload),
    'tell-role-holders': (payload) => tellHolders(edge.deps, payload),
    'mail-ownership-notice': (payload) => mailOwnershipNotice(edge, payload),
    'post-ownership-notice': (payload) => postOwnershipNotice(edge, payload),
    'lapse-ownership-offers': () => lapseOffers(edge.deps),
    'announce-acceptances': (payload) => announceAcceptances(edge, payload),
    'report-undeliverable-invitations': (payload) => reportUndeliverableInvitations(edge, payload),
    'report-withdrawn-invitation': (payload) => reportWithdrawnInvitation(edge, payload),
    'tell-of-withdrawn-invitation': (payload) => tellOfWithdrawnInvitation(edge, payload),
    'announce-request': (payload) => announceRequest(edge, payload),
    'post-request-card': (payload) => postRequestCard(edge, payload),
    'update-request-cards': (payload) => updateRequestCards(edge, payload),
    'tell-requester': (payload) => tellRequester(edge, payload),
  };
}
