import type { World } from './world.ts';

/** Whether a view of anybody's bears the `external_id` already: in a Slack team, there is one of each. */
export function isTaken(
  { modals, store }: World,
  { external_id }: { external_id?: string | undefined },
  /** The view that keeps its own. */
  exceptId?: string,
): boolean {
  if (!external_id) return false;
  const views = [...modals.all(), ...Object.values(store.state.homes)];
  return views.some(({ id, view }) => id !== exceptId && view.external_id === external_id);
}
