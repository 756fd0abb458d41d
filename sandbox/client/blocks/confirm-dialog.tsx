import { useEffect, useId, useRef } from 'preact/hooks';
import type { Confirmation } from '../../validation/texts.ts';
import { TextObject } from './mrkdwn.tsx';

interface Props {
  confirm: Confirmation;
  onAnswer: (yes: boolean) => void;
}

export function ConfirmDialog({ confirm, onAnswer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="dialog confirm"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
      // Browsers do not ask for every Escape.
      onClose={() => onAnswer(false)}
    >
      <header>
        <h2 id={titleId}>{confirm.title?.text ?? 'Are you sure?'}</h2>
      </header>
      <div class="dialog-body">
        <div class="text">
          <TextObject text={confirm.text} />
        </div>
      </div>
      <footer>
        <button type="button" class="button" onClick={() => onAnswer(false)}>
          {confirm.deny?.text ?? 'No'}
        </button>
        <button type="button" class={`button ${confirm.style ?? 'primary'}`} onClick={() => onAnswer(true)}>
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </footer>
    </dialog>
  );
}
