import { z } from 'zod';
import { homePayload, modalPayload } from '../delivery/view-payloads.ts';
import { isTaken } from '../external-ids.ts';
import { identifyBlocks } from '../identify-blocks.ts';
import { newHash, newViewId, type OpenModal } from '../modals.ts';
import { personById } from '../people.ts';
import { acceptView } from '../validation/accept-view.ts';
import type { Block } from '../validation/blocks.ts';
import { home, type ModalView, modal } from '../validation/views.ts';
import { changed, type World } from '../world.ts';
import { type Answer, defineMethod, fail, json, ok } from './method.ts';

type Placed = OpenModal | { error: string };

export const viewMethods = [
  defineMethod('views.open', null, { trigger_id: z.string(), view: json }, (world, { trigger_id, view }) =>
    withTrigger(world, trigger_id, view, (personId, parsed) => world.modals.open(personId, parsed)),
  ),
  defineMethod('views.push', null, { trigger_id: z.string(), view: json }, (world, { trigger_id, view }) =>
    withTrigger(world, trigger_id, view, (personId, parsed) => world.modals.push(personId, parsed)),
  ),
  defineMethod(
    'views.update',
    null,
    {
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view: json,
    },
    (world, { view_id, external_id, hash, view }) => {
      if (!view_id && !external_id)
        return fail('invalid_arguments', ['[ERROR] missing required field: view_id [json-pointer:/view_id]']);
      return withView(world, modal, view, (parsed) => {
        const open = world.modals
          .all()
          .find((one) => (view_id ? one.id === view_id : one.view.external_id === external_id));
        if (!open) return fail('not_found');
        return isTaken(world, parsed, open.id)
          ? fail('duplicate_external_id')
          : shown(world, world.modals.update(open.id, parsed, hash));
      });
    },
  ),
  defineMethod(
    'views.publish',
    null,
    { user_id: z.string(), view: json, hash: z.string().optional() },
    (world, { user_id, view, hash }) =>
      withView(world, home, view, (parsed) => {
        if (!world.manifest.hasHome) return fail('not_enabled');
        if (!personById(world.people, user_id)) return fail('user_not_found');
        const { homes } = world.store.state;
        const before = homes[user_id];
        if (hash !== undefined && before && before.hash !== hash) return fail('hash_conflict');
        if (isTaken(world, parsed, before?.id)) return fail('duplicate_external_id');
        const published = {
          id: before?.id ?? newViewId(),
          hash: newHash(),
          view: { ...parsed, blocks: identifyBlocks(parsed.blocks) },
        };
        homes[user_id] = published;
        changed(world);
        return ok({ view: homePayload(published) });
      }),
  ),
];

/** What is wrong with a view is told before the trigger is used up. */
function withTrigger(
  world: World,
  triggerId: string,
  view: unknown,
  place: (personId: string, view: ModalView) => Placed,
): Answer {
  return withView(world, modal, view, (parsed) => {
    if (isTaken(world, parsed)) return fail('duplicate_external_id');
    const trigger = world.triggers.exchange(triggerId);
    return 'error' in trigger ? fail(trigger.error) : shown(world, place(trigger.personId, parsed));
  });
}

function withView<View extends { blocks: Block[] }>(
  { manifest }: World,
  schema: z.ZodType<View>,
  view: unknown,
  use: (parsed: View) => Answer,
): Answer {
  const accepted = acceptView(schema, view, manifest.scopes);
  return accepted.ok ? use(accepted.view) : fail(accepted.error, accepted.messages, accepted.extra);
}

function shown(world: World, placed: Placed): Answer {
  if ('error' in placed) return fail(placed.error);
  changed(world);
  return ok({ view: modalPayload(world, placed) });
}
