import { fileSize } from '../shared/file-size.ts';
import type { SnapshotFile, SnapshotMessage } from '../shared/snapshot.ts';
import { useFileAddress } from './file-address.ts';
import { Icon } from './icon.tsx';

/** The files of a message: images as they are, others as cards. */
export function MessageFiles({ files }: Pick<SnapshotMessage, 'files'>) {
  if (files.length === 0) return null;
  return (
    <ul class="files" aria-label="Files">
      {files.map((file, at) =>
        file === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the files of a message never change places.
          <li key={at} class="file-card gone">
            This file was deleted.
          </li>
        ) : (
          <li key={file.id}>{file.isImage ? <Picture file={file} /> : <Card file={file} />}</li>
        ),
      )}
    </ul>
  );
}

function Card({ file }: { file: SnapshotFile }) {
  return (
    <div class="file-card">
      <span class="file-icon">
        <Icon name="file" />
      </span>
      <span class="file-words">
        <strong>{file.title}</strong>
        <span class="hint">
          {file.kind} · {fileSize(file.size)}
        </span>
      </span>
      <Download file={file} />
    </div>
  );
}

function Picture({ file }: { file: SnapshotFile }) {
  const address = useFileAddress()(file);
  return (
    <figure class="file-picture">
      <figcaption>
        <strong>{file.title}</strong>
        <span class="hint">{fileSize(file.size)}</span>
        <Download file={file} />
      </figcaption>
      <a href={address} target="_blank" rel="noreferrer" aria-label={`Open ${file.title}`}>
        <img src={address} alt={file.altText} />
      </a>
    </figure>
  );
}

function Download({ file }: { file: SnapshotFile }) {
  return (
    <a
      class="button"
      href={`${useFileAddress()(file)}?download`}
      download={file.name}
      aria-label={`Download ${file.title}`}
    >
      Download
    </a>
  );
}
