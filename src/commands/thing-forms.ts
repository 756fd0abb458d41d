import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Origin } from '../activity/record-activity.ts';
import type { Deps } from '../deps.ts';
import type { AnyRefusal } from '../errors.ts';
import type { Permission } from '../generated/prisma/enums.ts';
import type { Actor, ActorRef } from '../roles/permitted.ts';
import { findHolders } from '../users/find-holders.ts';
import { assignErrors, holderOption, readAssignForm } from '../views/assign.modal.ts';
import { readDeleteForm } from '../views/delete.modal.ts';
import type { readFormMetadata, ViewBelow } from '../views/stacked-views.ts';
import { addedText, assignedText, deletedText, savedText } from '../views/thing-outcome.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import type { Notice } from './invitation-views.ts';
import type { Stack } from './refresh-stack.ts';
import { closeOver, stackBelow } from './show-done.ts';
import { type FormAnswer, onSubmission, type SubmissionRequest } from './submission.ts';
import { onSuggestion } from './suggestion.ts';
import { updateModal } from './update-modal.ts';

const origin = { source: 'SLACK' } as const;

interface Doing {
  actor: ActorRef;
  origin: Origin;
}

type View = SubmissionRequest['view'];
type Edited = ReturnType<typeof readFormMetadata>;
type Seen = Edited['about'];

/** What the forms that change a kind of things need to know of it: assets, licenses. */
export interface ThingForms<Fields> {
  /** What Slack calls the forms. */
  kinds: { create: string; edit: string; assign: string; remove: string };
  /** The menu of people who can be given one, and what whoever opens it needs. */
  holders: { action: string; permission: Permission };
  /** The refusals that belong to a field. */
  errors(refusal: AnyRefusal, product: { name: string }): Record<string, string> | undefined;
  readNew(view: View): Fields;
  readEdited(view: View): Edited & { fields: Fields };
  create(deps: Deps, wish: Doing & { submission: string; fields: Fields }): Promise<{ name: string }>;
  edit(deps: Deps, wish: Doing & { seen: Seen; fields: Fields }): Promise<{ name: string }>;
  assign(
    deps: Deps,
    wish: Doing & { id: string; userId: string },
  ): Promise<Parameters<typeof assignedText>[0]>;
  remove(deps: Deps, wish: Doing & { seen: Seen; reason: string }): Promise<{ name: string }>;
  /** All of them, the newest first. */
  list(edge: SlackEdge, caller: Actor): Promise<ModalView>;
  /** Shows one as it is after something was done, and the list below; whether there was still a view to say it. */
  refresh(
    edge: SlackEdge,
    caller: Actor,
    stack: Stack,
    upper: ViewBelow,
    shown: { notice: Notice; isDeleted: boolean },
  ): Promise<boolean>;
}

/** The forms that add, change, assign and delete things of one kind. */
export function registerThingForms<Fields>(app: App, edge: SlackEdge, things: ThingForms<Fields>) {
  const { kinds, holders } = things;
  const besideField = (refusal: AnyRefusal) => things.errors(refusal, edge.deps.product);
  onSubmission(app, edge, kinds.create, (request) => add(edge, request, things), besideField);
  onSubmission(
    app,
    edge,
    kinds.edit,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about: seen, below, fields } = things.readEdited(request.view);
      const { name } = await things.edit(edge.deps, { actor, seen, fields, origin });
      return closed(edge, actor, request, things, { below, done: savedText(name) });
    },
    besideField,
  );
  onSubmission(
    app,
    edge,
    kinds.assign,
    async (request) => {
      const actor = await requireCaller(edge, request);
      const { about, below, userId } = readAssignForm(request.view);
      const assigned = await things.assign(edge.deps, { actor, id: about.id, userId, origin });
      return closed(edge, actor, request, things, { below, done: assignedText(assigned) });
    },
    (refusal) => assignErrors(refusal, edge.deps.product),
  );
  onSubmission(app, edge, kinds.remove, async (request) => {
    const actor = await requireCaller(edge, request);
    const { about: seen, below, reason } = readDeleteForm(request.view);
    const { name } = await things.remove(edge.deps, { actor, seen, reason, origin });
    return closed(edge, actor, request, things, { below, done: deletedText(name), isDeleted: true });
  });
  onSuggestion(app, edge, holders.action, async (request) => {
    const caller = await requireCaller(edge, request);
    const wanted = { search: request.typed, permission: holders.permission };
    return (await findHolders(edge.deps.db, caller, wanted)).map(holderOption);
  });
}

/** Closes the form over the list, which begins with the new one. */
async function add<Fields>(
  edge: SlackEdge,
  request: SubmissionRequest,
  things: ThingForms<Fields>,
): Promise<FormAnswer> {
  const actor = await requireCaller(edge, request);
  const { id: submission } = request.view;
  const fields = things.readNew(request.view);
  const added = await things.create(edge.deps, { actor, submission, fields, origin });
  return closeOver(edge, addedText(added.name), async () => {
    const list = stackBelow(request);
    if (!list) return false;
    return updateModal(edge, list.viewId, await things.list(edge, actor));
  });
}

interface Closed {
  below: ViewBelow | undefined;
  done: string;
  isDeleted?: boolean;
}

/** Closes the form over the details of the thing, which show what was done. */
function closed(
  edge: SlackEdge,
  caller: Actor,
  request: SubmissionRequest,
  things: Pick<ThingForms<never>, 'refresh'>,
  { below, done, isDeleted = false }: Closed,
): Promise<FormAnswer> {
  return closeOver(edge, done, async () => {
    const stack = stackBelow(request);
    if (!below || !stack) return false;
    const notice = { text: done, isRefusal: false };
    return things.refresh(edge, caller, stack, below, { notice, isDeleted });
  });
}
