import type { App } from '@slack/bolt';
import { requestInvitations } from '../requests/request-invitations.ts';
import { ASK_TO_INVITE_FORM, readAskToInviteForm, requestSentModal } from '../views/ask-to-invite.modal.ts';
import { inviteFieldErrors } from '../views/invite.modal.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { readAddresses } from './invite-line.ts';
import { onSubmission } from './submission.ts';

/** The form of people who may not invite; `invite.ts` opens it. */
export function registerAskToInvite(app: App, edge: SlackEdge) {
  onSubmission(
    app,
    edge,
    ASK_TO_INVITE_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { emails, roleId = '', ...form } = readAskToInviteForm(request.view.state.values);
      const requested = await requestInvitations(edge.deps, {
        actor,
        addresses: readAddresses(emails),
        roleId,
        ...form,
        origin: { source: 'SLACK' },
      });
      return { response_action: 'update', view: requestSentModal(requested) };
    },
    (refusal) => inviteFieldErrors(refusal, edge.deps.product),
  );
}
