import { z } from 'zod';
import { homePayload, modalPayload } from '../delivery/view-payloads.ts';
import { identifyBlocks } from '../identify-blocks.ts';
import { newHash, newViewId, type OpenModal } from '../modals.ts';
import { personById } from '../people.ts';
import { fieldsOf } from '../shared/inputs.ts';
import { complaints } from '../validation/complaints.ts';
import { home, type ModalView, maximumViewBytes, modal } from '../validation/views.ts';
import { changed, type World } from '../world.ts';
import { type Answer, defineMethod, fail, json, ok } from './method.ts';

export const viewMethods = [
  defineMethod('views.open', null, { trigger_id: z.string(), view: json }, (world, { trigger_id, view }) =>
    withModal(world, view, (parsed) => {
      const trigger = world.triggers.exchange(trigger_id);
      return 'error' in trigger
        ? fail(trigger.error)
        : shown(world, world.modals.open(trigger.personId, parsed));
    }),
  ),
  defineMethod('views.push', null, { trigger_id: z.string(), view: json }, (world, { trigger_id, view }) =>
    withModal(world, view, (parsed) => {
      const trigger = world.triggers.exchange(trigger_id);
      return 'error' in trigger
        ? fail(trigger.error)
        : shown(world, world.modals.push(trigger.personId, parsed));
    }),
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
    (world, { view_id, external_id, hash, view }) =>
      withModal(world, view, (parsed) => {
        const reference = {
          ...(view_id ? { id: view_id } : {}),
          ...(external_id ? { externalId: external_id } : {}),
        };
        return shown(world, world.modals.update(reference, parsed, hash));
      }),
  ),
  defineMethod(
    'views.publish',
    null,
    { user_id: z.string(), view: json, hash: z.string().optional() },
    (world, { user_id, view, hash }) =>
      withView(home, view, (parsed) => {
        if (!personById(world.people, user_id)) return fail('user_not_found');
        const { homes } = world.store.state;
        const before = homes[user_id];
        if (hash !== undefined && before && before.hash !== hash) return fail('hash_conflict');
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

/** A modal that asks for files needs the scope to read them. */
function withModal(world: World, view: unknown, use: (parsed: ModalView) => Answer): Answer {
  const needed = 'files:read';
  const { scopes } = world.manifest;
  return withView(modal, view, (parsed) =>
    fieldsOf(parsed.blocks).some(({ element }) => element.type === 'file_input') && !scopes.includes(needed)
      ? fail('missing_scope', [], { needed, provided: scopes.join(',') })
      : use(parsed),
  );
}

function withView<T>(schema: z.ZodType<T>, view: unknown, use: (parsed: T) => Answer): Answer {
  if (view !== undefined && Buffer.byteLength(JSON.stringify(view)) > maximumViewBytes)
    return fail('view_too_large');
  const parsed = schema.safeParse(view, { reportInput: true });
  return parsed.success
    ? use(parsed.data)
    : fail('invalid_arguments', complaints(parsed.error.issues, '/view'));
}

function shown(world: World, modalOrError: OpenModal | { error: string }): Answer {
  if ('error' in modalOrError) return fail(modalOrError.error);
  changed(world);
  return ok({ view: modalPayload(world, modalOrError) });
}
