import { useState } from 'preact/hooks';
import type { SnapshotModal } from '../shared/snapshot.ts';
import type { askAs } from './ask.ts';

/**
 * The forms on the person's screen. One that is left goes at once: whoever presses Escape again, before the sandbox has
 * answered, means the form below.
 */
export function useModals(
  modals: SnapshotModal[],
  ask: ReturnType<typeof askAs>,
  notify: (text: string) => void,
): { top: SnapshotModal | undefined; leave: (modal: SnapshotModal, everything: boolean) => void } {
  const [left, setLeft] = useState<readonly string[]>([]);
  const leave = async (modal: SnapshotModal, byCross: boolean) => {
    if (left.includes(modal.id)) return;
    const everything = byCross || (modal.view.clear_on_close ?? false);
    const gone = everything ? modals.map(({ id }) => id) : [modal.id];
    setLeft((before) => [...before, ...gone]);
    const told = await ask.close(modal.id, byCross);
    if (!told.message) return;
    notify(told.message);
    setLeft((before) => before.filter((id) => !gone.includes(id)));
  };
  return {
    top: modals.findLast(({ id }) => !left.includes(id)),
    leave: (modal, everything) => void leave(modal, everything),
  };
}
