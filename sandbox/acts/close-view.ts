import { deliverInteraction } from '../delivery/deliver.ts';
import { origin } from '../delivery/payloads.ts';
import { modalPayload } from '../delivery/view-payloads.ts';
import type { Person } from '../people.ts';
import { changed, type World } from '../world.ts';

/**
 * A person closes a modal, by its button the topmost view, by the cross everything; apps that asked for it hear of each
 * view that has gone.
 */
export async function closeView(
  world: World,
  person: Person,
  viewId: string,
  byCross = false,
): Promise<void> {
  const modal = world.modals.find(viewId);
  if (modal?.personId !== person.id) return;
  const everything = byCross || (modal.view.clear_on_close ?? false);
  const gone = world.modals.close(viewId, everything);
  changed(world);
  for (const view of gone.filter((one) => one.view.notify_on_close))
    await deliverInteraction(world, {
      type: 'view_closed',
      ...withoutTrigger(origin(world, person)),
      view: modalPayload(world, view),
      is_cleared: everything,
    });
}

function withoutTrigger({ trigger_id: _, ...rest }: ReturnType<typeof origin>) {
  return rest;
}
