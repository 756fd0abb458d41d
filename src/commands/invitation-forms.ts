import type { App } from '@slack/bolt';
import { cancelInvitation } from '../invitations/cancel-invitation.ts';
import { editInvitation } from '../invitations/edit-invitation.ts';
import { resendInvitation } from '../invitations/resend-invitation.ts';
import type { Actor } from '../roles/permitted.ts';
import { CANCEL_FORM, readCancelForm } from '../views/cancel-invitation.modal.ts';
import { EDIT_FORM, readEditForm } from '../views/edit-invitation.modal.ts';
import { canceledText, editedText, resentText } from '../views/invitation-outcome.ts';
import { inviteFieldErrors } from '../views/invite.modal.ts';
import { MEND_ADDRESS_FORM, mendAddressErrors, readMendAddressForm } from '../views/mend-address.modal.ts';
import type { ViewBelow } from '../views/stacked-views.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { refreshViews } from './invitation-views.ts';
import { readNewsBelow, refreshNews } from './news.ts';
import { closeOver, stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';

const origin = { source: 'SLACK' } as const;

/** The forms that change an invitation. */
export function registerInvitationForms(app: App, edge: SlackEdge) {
  onSubmission(app, edge, CANCEL_FORM, async (request) => {
    const actor = await requireCaller(edge, request);
    const { about: invitation, below, reason } = readCancelForm(request.view);
    const canceled = await cancelInvitation(edge.deps, { actor, invitation, reason, origin });
    return closed(edge, actor, request, { below, done: canceledText(canceled) });
  });
  onSubmission(
    app,
    edge,
    EDIT_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: invitation, below, roleId = '', ...details } = readEditForm(request.view);
      const edited = await editInvitation(edge.deps, { actor, invitation, roleId, ...details, origin });
      return closed(edge, actor, request, { below, done: editedText(edited) });
    },
    (refusal) => inviteFieldErrors(refusal, edge.deps.product),
  );
  onSubmission(
    app,
    edge,
    MEND_ADDRESS_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: invitation, below, email } = readMendAddressForm(request.view);
      const resent = await resendInvitation(edge.deps, { actor, invitation, email, origin });
      return closed(edge, actor, request, { below, done: resentText(resent) });
    },
    (refusal) => mendAddressErrors(refusal, edge.deps.product),
  );
}

/** Closes the form over a view that shows what was done, or the message that it was opened from. */
async function closed(
  edge: SlackEdge,
  caller: Actor,
  request: SubmissionRequest,
  { below, done }: { below: ViewBelow | undefined; done: string },
): Promise<FormAnswer> {
  const news = readNewsBelow(below);
  if (news) return closeOver(edge, done, () => refreshNews(edge, caller, news));
  const stack = stackBelow(request);
  if (!below || !stack) return { response_action: 'close', done };
  const notice = { text: done, isRefusal: false };
  return closeOver(edge, done, () => refreshViews(edge, caller, stack, below, notice));
}
