import { z } from 'zod';
import { deliverInteraction } from '../delivery/deliver.ts';
import { acknowledged } from '../delivery/delivery.ts';
import { origin } from '../delivery/payloads.ts';
import { modalPayload } from '../delivery/view-payloads.ts';
import { isTaken } from '../external-ids.ts';
import type { OpenModal } from '../modals.ts';
import { parseJson } from '../parse-json.ts';
import type { Person } from '../people.ts';
import { fieldErrors } from '../shared/field-errors.ts';
import { currentValues, type TypedValues } from '../shared/inputs.ts';
import { refuseAnswer } from '../traffic.ts';
import { acceptView } from '../validation/accept-view.ts';
import { complaints } from '../validation/complaints.ts';
import { modal as modalView } from '../validation/views.ts';
import { changed, type World } from '../world.ts';
import { requireSignedIn } from './signed-in.ts';

export type Submission =
  | { outcome: 'closed' | 'updated' | 'pushed' }
  | { outcome: 'errors'; errors: Record<string, string> }
  | { outcome: 'failed'; message: string };

const trouble = 'We had some trouble connecting. Try again?';

const answerBody = z.discriminatedUnion('response_action', [
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z
      .record(z.string(), z.string().min(1))
      .refine((errors) => Object.keys(errors).length > 0, 'errors names no block'),
  }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** A person presses the submit button of a modal. */
export async function submitView(
  world: World,
  person: Person,
  viewId: string,
  typed: TypedValues,
): Promise<Submission> {
  requireSignedIn(person);
  const modal = world.modals.find(viewId);
  if (modal?.personId !== person.id) return { outcome: 'failed', message: 'This form is no longer open.' };
  if (world.modals.stackOf(person.id).at(-1) !== modal)
    return { outcome: 'failed', message: 'Another form lies on top of this one.' };
  modal.typed = currentValues(modal.view.blocks, typed);
  const errors = fieldErrors(modal.view.blocks, modal.typed);
  if (Object.keys(errors).length > 0) return { outcome: 'errors', errors };
  const delivery = await deliverInteraction(world, {
    type: 'view_submission',
    ...origin(world, person),
    view: modalPayload(world, modal),
    response_urls: [],
  });
  if (!acknowledged(delivery)) return failed(world);
  const result = react(world, modal, delivery.body);
  if ('refused' in result) {
    refuseAnswer(world.traffic, delivery.id, result.refused);
    return failed(world, result.refused[0]);
  }
  changed(world);
  return result;
}

function failed(world: World, why?: string): Submission {
  changed(world);
  return { outcome: 'failed', message: why ? `${trouble} (${why})` : trouble };
}

/** What Slack makes of the acknowledgement, or why it makes nothing of it. */
function react(world: World, modal: OpenModal, body: string): Submission | { refused: string[] } {
  if (body.trim() === '' || body.trim() === '{}') {
    world.modals.close(modal.id, false);
    return { outcome: 'closed' };
  }
  const answer = answerBody.safeParse(parseJson(body), { reportInput: true });
  if (!answer.success) return { refused: complaints(answer.error.issues, '') };
  const { data } = answer;
  if (data.response_action === 'errors') return showErrors(modal, data.errors);
  if (data.response_action === 'clear') {
    world.modals.close(modal.id, true);
    return { outcome: 'closed' };
  }
  const isUpdate = data.response_action === 'update';
  const accepted = acceptView(modalView, data.view, world.manifest.scopes);
  if (!accepted.ok) return { refused: [accepted.error, ...accepted.messages].toReversed() };
  if (isTaken(world, accepted.view, isUpdate ? modal.id : undefined))
    return { refused: ['duplicate_external_id'] };
  const placed = isUpdate
    ? world.modals.update(modal.id, accepted.view)
    : world.modals.push(modal.personId, accepted.view);
  if ('error' in placed) return { refused: [placed.error] };
  return { outcome: isUpdate ? 'updated' : 'pushed' };
}

/** Slack shows errors at input blocks only: an app that names another block leaves the person without a word. */
function showErrors(modal: OpenModal, errors: Record<string, string>): Submission | { refused: string[] } {
  const inputs = new Set(
    modal.view.blocks.flatMap((block) => (block.type === 'input' && block.block_id ? [block.block_id] : [])),
  );
  const stray = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  return stray.length > 0
    ? { refused: stray.map((blockId) => `no input block ${blockId} [json-pointer:/errors/${blockId}]`) }
    : { outcome: 'errors', errors };
}
