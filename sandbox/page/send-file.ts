import type { Response } from 'express';
import { fileType } from '../file-types.ts';
import type { StoredFile } from '../state.ts';
import type { World } from '../world.ts';

/** Streams a file from the disk. What it holds runs nowhere, whoever has sent it. */
export function sendFile(
  { files }: World,
  response: Response,
  { id, name }: StoredFile,
  { isDownload }: { isDownload: boolean },
): void {
  response.set({
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  if (isDownload) response.attachment(name);
  response.type(fileType(name).mimetype);
  response.sendFile(id, { root: files.folder, cacheControl: false });
}
