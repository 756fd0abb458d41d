import { z } from 'zod';
import { deliverInteraction } from '../delivery/deliver.ts';
import { acknowledged } from '../delivery/delivery.ts';
import { origin } from '../delivery/payloads.ts';
import { modalPayload } from '../delivery/view-payloads.ts';
import type { OpenModal } from '../modals.ts';
import { parseJson } from '../parse-json.ts';
import type { Person } from '../people.ts';
import { fieldErrors } from '../shared/field-errors.ts';
import { currentValues, type TypedValues } from '../shared/inputs.ts';
import { modal as modalView } from '../validation/views.ts';
import { changed, type World } from '../world.ts';

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
  z.strictObject({ response_action: z.literal('update'), view: modalView }),
  z.strictObject({ response_action: z.literal('push'), view: modalView }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** A person presses the submit button of a modal. */
export async function submitView(
  world: World,
  person: Person,
  viewId: string,
  typed: TypedValues,
): Promise<Submission> {
  const modal = world.modals.find(viewId);
  if (modal?.personId !== person.id) return { outcome: 'failed', message: 'This form is no longer open.' };
  modal.typed = currentValues(modal.view.blocks, typed);
  const errors = fieldErrors(modal.view.blocks, modal.typed);
  if (Object.keys(errors).length > 0) return { outcome: 'errors', errors };
  const delivery = await deliverInteraction(world, {
    type: 'view_submission',
    ...origin(world, person),
    view: modalPayload(world, modal),
    response_urls: [],
  });
  const result: Submission = acknowledged(delivery)
    ? react(world, modal, delivery.body)
    : { outcome: 'failed', message: trouble };
  changed(world);
  return result;
}

function react(world: World, modal: OpenModal, body: string): Submission {
  if (body.trim() === '' || body.trim() === '{}') {
    world.modals.close(modal.id, false);
    return { outcome: 'closed' };
  }
  const answer = answerBody.safeParse(parseJson(body), { reportInput: true });
  if (!answer.success)
    return { outcome: 'failed', message: `${trouble} (${answer.error.issues[0]?.message ?? 'bad answer'})` };
  const { data } = answer;
  switch (data.response_action) {
    case 'errors':
      return showErrors(modal, data.errors);
    case 'clear':
      world.modals.close(modal.id, true);
      return { outcome: 'closed' };
    case 'update':
      world.modals.update({ id: modal.id }, data.view);
      return { outcome: 'updated' };
    case 'push': {
      const pushed = world.modals.push(modal.personId, data.view);
      return 'error' in pushed
        ? { outcome: 'failed', message: `${trouble} (${pushed.error})` }
        : { outcome: 'pushed' };
    }
  }
}

/** Slack shows errors at input blocks only: an app that names another block leaves the person without a word. */
function showErrors(modal: OpenModal, errors: Record<string, string>): Submission {
  const inputs = new Set(
    modal.view.blocks.flatMap((block) => (block.type === 'input' && block.block_id ? [block.block_id] : [])),
  );
  const stray = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  if (stray.length > 0)
    return { outcome: 'failed', message: `${trouble} (no input block ${stray.join(', ')})` };
  return { outcome: 'errors', errors };
}
