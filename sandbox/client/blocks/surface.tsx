import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Typed, TypedValues } from '../../shared/inputs.ts';
import type { Place } from '../../shared/operation.ts';
import type { Confirmation } from '../../validation/texts.ts';
import { useSession } from '../session.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface ElementId {
  blockId: string;
  actionId: string;
}

interface SurfaceState {
  place: Place;
  /** By block id, what is wrong with a field. */
  errors: Record<string, string>;
  held(id: ElementId): Typed | undefined;
  hold(id: ElementId, value: Typed): void;
  /** Tells the app, after asking the person where the element says so. */
  operate(id: ElementId, value: Typed, confirm?: Confirmation): void;
  busy: string | undefined;
}

const SurfaceContext = createContext<SurfaceState | undefined>(undefined);

export function useSurface(): SurfaceState {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('There is no surface around this element.');
  return surface;
}

interface Props {
  place: Place;
  errors?: Record<string, string>;
  /** Where the values are kept outside, because something else submits them. */
  typed?: TypedValues;
  onTyped?: (typed: TypedValues, changed: ElementId) => void;
  children: ComponentChildren;
}

/** A message, home tab or modal: keeps what is typed in it, and tells the app what is done in it. */
export function Surface({ place, errors = {}, typed, onTyped, children }: Props) {
  const { ask, notify } = useSession();
  const [own, setOwn] = useState<TypedValues>({});
  const [busy, setBusy] = useState<string>();
  const [asking, setAsking] = useState<{ confirm: Confirmation; go: () => void }>();
  const values = typed ?? own;

  const withValue = ({ blockId, actionId }: ElementId, value: Typed): TypedValues => ({
    ...values,
    [blockId]: { ...values[blockId], [actionId]: value },
  });
  const send = async (id: ElementId, value: Typed) => {
    setBusy(`${id.blockId}/${id.actionId}`);
    const told = await ask.operate({ place, ...id, value, typed: withValue(id, value) });
    setBusy(undefined);
    if (told.ok === false && told.message) notify(told.message);
  };

  const state: SurfaceState = {
    place,
    errors,
    busy,
    held: ({ blockId, actionId }) => values[blockId]?.[actionId],
    hold: (id, value) => {
      const next = withValue(id, value);
      if (onTyped) onTyped(next, id);
      else setOwn(next);
    },
    operate: (id, value, confirm) => {
      if (confirm) setAsking({ confirm, go: () => void send(id, value) });
      else void send(id, value);
    },
  };
  return (
    <SurfaceContext.Provider value={state}>
      {children}
      {asking && (
        <ConfirmDialog
          confirm={asking.confirm}
          onAnswer={(yes) => {
            setAsking(undefined);
            if (yes) asking.go();
          }}
        />
      )}
    </SurfaceContext.Provider>
  );
}
