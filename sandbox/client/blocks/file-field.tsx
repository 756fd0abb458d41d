import { useRef, useState } from 'preact/hooks';
import { attachmentRefusal } from '../../shared/file-limits.ts';
import { fileSize } from '../../shared/file-size.ts';
import type { SnapshotFile } from '../../shared/snapshot.ts';
import type { FileInput } from '../../validation/elements.ts';
import { Icon } from '../icon.tsx';
import { useSession } from '../session.ts';
import type { ControlProps } from './control-props.ts';

type Props = Omit<ControlProps, 'element'> & { element: FileInput };

/** A field for files: a place to drop them on, which is a button as well, and those that are there. */
export function FileField(props: Props) {
  const { element, fieldId, value } = props;
  const { snapshot } = useSession();
  const { add, busy, problem, remove } = useAttachments(props);
  const [isOver, setOver] = useState(false);
  const held = idsOf(value);
  const files = held.flatMap((id) => snapshot.uploads.find((one) => one.id === id) ?? []);
  const several = element.max_files !== 1;
  const problemId = `${fieldId}-problem`;
  const described = [props.described, problem && problemId].filter(Boolean).join(' ');
  return (
    <>
      <div class={`drop-zone ${isOver ? 'over' : ''}`}>
        <Icon name="upload" />
        <span>
          <strong>{several ? 'Choose files' : 'Choose a file'}</strong> or drop {several ? 'them' : 'it'} here
        </span>
        <input
          id={fieldId}
          type="file"
          multiple={several}
          accept={element.filetypes?.map((one) => `.${one}`).join(',')}
          required={(props.required ?? false) && held.length === 0}
          aria-invalid={(props.invalid ?? false) || problem !== undefined}
          aria-busy={busy}
          {...(props.labelled ? {} : { 'aria-label': props.name })}
          {...(described ? { 'aria-describedby': described } : {})}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={({ currentTarget }) => {
            void add([...(currentTarget.files ?? [])]);
            // The same file may be chosen again after it was removed.
            currentTarget.value = '';
          }}
        />
      </div>
      {problem && (
        <p class="field-error" id={problemId} role="alert">
          <Icon name="warning" />
          {problem}
        </p>
      )}
      {busy && (
        <p class="hint" role="status">
          <span class="spinner" /> Uploading…
        </p>
      )}
      {files.length > 0 && (
        <ul class="attachments" aria-label="Chosen files">
          {files.map((file) => (
            <Attachment key={file.id} file={file} onRemove={() => remove(file.id)} />
          ))}
        </ul>
      )}
    </>
  );
}

function Attachment({ file, onRemove }: { file: SnapshotFile; onRemove: () => void }) {
  return (
    <li class="attachment">
      <Icon name="file" />
      <span class="attachment-name">{file.name}</span>
      <span class="hint">{fileSize(file.size)}</span>
      <button type="button" class="link-button" aria-label={`Remove ${file.name}`} onClick={onRemove}>
        Remove
      </button>
    </li>
  );
}

const idsOf = (value: ControlProps['value']) => (Array.isArray(value) ? value : []);

/** Uploads what is chosen, and says why it does not where Slack would take no such file. */
function useAttachments(props: Props) {
  const { ask } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  // An upload takes a while, in which the form goes on changing.
  const current = useRef(props);
  current.current = props;
  const change = (to: (ids: string[]) => string[]) =>
    current.current.onChange(to(idsOf(current.current.value)));

  const add = async (files: File[]) => {
    if (files.length === 0) return;
    const refusal = attachmentRefusal(props.element, idsOf(props.value).length, files);
    setProblem(refusal);
    if (refusal) return;
    setBusy(true);
    const told = await Promise.all(files.map((file) => ask.upload(file)));
    setBusy(false);
    change((ids) => [...ids, ...told.flatMap(({ id }) => id ?? [])]);
    setProblem(told.find(({ id }) => id === undefined)?.message);
  };
  const remove = (id: string) => {
    setProblem(undefined);
    change((ids) => ids.filter((one) => one !== id));
  };
  return { add, remove, busy, problem };
}
