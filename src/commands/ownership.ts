import type { App } from '@slack/bolt';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { acceptOwnership } from '../ownership/accept-ownership.ts';
import { declineOwnership, withdrawOffer } from '../ownership/end-offer.ts';
import { offerOwnership } from '../ownership/offer-ownership.ts';
import { invitableRoles } from '../roles/invitable-roles.ts';
import type { Actor } from '../roles/permitted.ts';
import { readUser } from '../users/read-user.ts';
import { TRANSFER_ACTION, WITHDRAW_OFFER_ACTION } from '../views/ownership-blocks.ts';
import {
  ACCEPT_OWNERSHIP_ACTION,
  acceptedText,
  DECLINE_OWNERSHIP_ACTION,
  OFFER_WITHDRAWN,
  OWNERSHIP_DECLINED,
} from '../views/ownership-notice.message.ts';
import { refusalMessage } from '../views/refusal.message.ts';
import { readDetailsMetadata } from '../views/stacked-views.ts';
import { section } from '../views/text.ts';
import {
  offeredText,
  readTransferForm,
  TRANSFER_FORM,
  transferErrors,
  transferOwnershipModal,
} from '../views/transfer-ownership.modal.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { noticeOf, showOnTop } from './invitation-views.ts';
import { showOrTell } from './show-done.ts';
import { onSubmission } from './submission.ts';
import { updateModal } from './update-modal.ts';
import { closeOverUser, userView } from './user-views.ts';

const origin = { source: 'SLACK' } as const;

/** Handing the ownership over: the Owner's form, and what each of the two can do about the offer. */
export function registerOwnership(app: App, edge: SlackEdge) {
  onButton(app, edge, TRANSFER_ACTION, (request) => openForm(edge, request));
  onSubmission(
    app,
    edge,
    TRANSFER_FORM,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: _owner, below, slackUserId, ...offer } = readTransferForm(request.view);
      const receiver = { slackUserId };
      const offered = await offerOwnership(edge.deps, { actor, receiver, ...offer, origin });
      return closeOverUser(edge, actor, request, { below, done: offeredText(offered) });
    },
    (refusal) => transferErrors(refusal, edge.deps.product),
  );
  onAnswer(app, edge, ACCEPT_OWNERSHIP_ACTION, async (actor, offerId) =>
    acceptedText(await acceptOwnership(edge.deps, { actor, offerId, origin })),
  );
  onAnswer(app, edge, DECLINE_OWNERSHIP_ACTION, async (actor, offerId) => {
    await declineOwnership(edge.deps, { actor, offerId, origin });
    return OWNERSHIP_DECLINED;
  });
  onAnswer(app, edge, WITHDRAW_OFFER_ACTION, async (actor, offerId) => {
    await withdrawOffer(edge.deps, { actor, offerId, origin });
    return OFFER_WITHDRAWN;
  });
}

async function openForm(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const { db } = edge.deps;
  const caller = await requireCaller(edge, request);
  const owner = await db.$transaction((tx) => readUser(edge.deps, tx, caller, caller.userId));
  const roles = await invitableRoles(db, caller.workspaceId);
  const { name: workspaceName } = await db.workspace.findUniqueOrThrow({
    where: { id: caller.workspaceId },
  });
  const choices = roles.map(({ id, name, description, kind }) => ({
    ...{ id, name, description },
    isDefault: kind === 'ADMIN',
  }));
  const view = transferOwnershipModal(owner, { roles: choices, workspaceName, below: request.modal });
  await showOnTop(edge, request, view);
}

/** A button in somebody's own details, which show the outcome, or in the message about the offer, which becomes it. */
function onAnswer(
  app: App,
  edge: SlackEdge,
  actionId: string,
  answer: (actor: Actor, offerId: string) => Promise<string>,
) {
  onButton(app, edge, actionId, async (request) => {
    const caller = await requireCaller(edge, request);
    const offerId = z.uuid().parse(request.value);
    if (!request.modal) {
      const text = await outcomeOf(edge, () => answer(caller, offerId));
      await request.respond({ replace_original: true, text, blocks: [section(text)] });
      return;
    }
    const { id, metadata } = request.modal;
    const notice = await noticeOf(edge, request, () => answer(caller, offerId));
    await showOrTell(edge, request, notice.text, async () =>
      updateModal(edge, id, await userView(edge, caller, readDetailsMetadata(metadata), notice)),
    );
  });
}

/** What was done; or that it is over, after which the buttons are of no use. Other refusals leave them. */
async function outcomeOf(edge: SlackEdge, work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'OFFER_SETTLED')) throw error;
    edge.metrics.refusals.inc({ code: error.code });
    return refusalMessage(error.asUnion(), edge.deps.product).text;
  }
}
