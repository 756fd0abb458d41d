import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TypedValues } from '../shared/inputs.ts';
import type { SnapshotModal } from '../shared/snapshot.ts';
import { Blocks } from './blocks/blocks.tsx';
import { Surface } from './blocks/surface.tsx';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';

interface Props {
  modal: SnapshotModal;
  onLeave: (modal: SnapshotModal, everything: boolean) => void;
}

/** The modal on top of the person's screen. */
export function ModalDialog({ modal, onLeave }: Props) {
  const { ask } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [typed, setTyped] = useState<TypedValues>(modal.typed);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [answers, setAnswers] = useState(0);
  const [failure, setFailure] = useState<string>();
  const [submitting, setSubmitting] = useState(false);
  const { view } = modal;

  // Before the next key is pressed.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    const first = shown?.querySelector<HTMLElement>(
      '[data-focus-on-load], .dialog-body input, .dialog-body select, .dialog-body textarea',
    );
    (shown?.querySelector<HTMLElement>('[data-focus-on-load]') ?? first)?.focus();
  }, []);
  useLayoutEffect(() => {
    if (answers > 0) dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [answers]);

  // What was wrong with a field is no longer known once it is changed.
  const edit = (next: TypedValues, { blockId }: { blockId: string }) => {
    setTyped(next);
    setErrors(({ [blockId]: _corrected, ...others }) => others);
  };
  const close = (everything: boolean) => onLeave(modal, everything);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (submitting) return;
    if (dialog.current?.querySelector('input[type=file][aria-busy=true]')) {
      setFailure('A file is still being uploaded. Send the form when it is there.');
      return;
    }
    setSubmitting(true);
    setFailure(undefined);
    const told = await ask.submit(modal.id, typed);
    setSubmitting(false);
    setErrors(told.errors ?? {});
    setAnswers((count) => count + 1);
    if (told.outcome === 'failed') setFailure(told.message);
  };

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Who chooses no file after all cancels that only.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        close(false);
      }}
      // Browsers do not ask for every Escape.
      onClose={() => close(false)}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2 id={titleId}>{view.title.text}</h2>
          <button type="button" class="close-button" aria-label="Close dialog" onClick={() => close(true)}>
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">
          {failure && (
            <p class="alert error" role="alert">
              {failure}
            </p>
          )}
          <Surface place={{ kind: 'modal', viewId: modal.id }} errors={errors} typed={typed} onTyped={edit}>
            <Blocks blocks={view.blocks} />
          </Surface>
        </div>
        <footer>
          <button type="button" class="button" onClick={() => close(false)}>
            {view.close?.text ?? (view.submit ? 'Cancel' : 'Close')}
          </button>
          {view.submit && (
            <button type="submit" class="button primary" disabled={submitting} aria-busy={submitting}>
              {submitting && <span class="spinner" />}
              {view.submit.text}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
