import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Names how the bytes behind it are sealed, for whoever changes that some day. */
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whose key it is: a sealed key is worth nothing beside another license. */
interface LicenseRef {
  workspaceId: string;
  id: string;
}

/** The key that seals license keys, from APP_SECRET; another use of the secret derives another key. */
export function vaultKeyFrom(appSecret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', appSecret, '', 'fluxera/license-keys', 32));
}

/** AES-256-GCM: version, initialisation vector, tag, and the text. */
export function sealKey(vaultKey: Uint8Array, ref: LicenseRef, text: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', vaultKey, iv).setAAD(boundTo(ref));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]));
}

/** The text again; undefined where the bytes, the license or APP_SECRET are others. */
export function openKey(vaultKey: Uint8Array, ref: LicenseRef, bytes: Uint8Array): string | undefined {
  const sealed = Buffer.from(bytes);
  if (sealed[0] !== VERSION) throw new Error('a license key is sealed in an unknown way');
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', vaultKey, iv).setAAD(boundTo(ref)).setAuthTag(tag);
  const text = decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // What GCM says of bytes that were not sealed so.
    return undefined;
  }
}

/** So many bytes of a digest say by which secret it was made; digests by different ones say nothing of each other. */
export const DIGEST_ID_BYTES = 4;

/** By which the same key of a workspace is known again; it tells nobody else anything, of short keys neither. */
export function digestOf(
  vaultKey: Uint8Array,
  { workspaceId }: Pick<LicenseRef, 'workspaceId'>,
  text: string,
): Uint8Array<ArrayBuffer> {
  const derived = Buffer.from(
    hkdfSync('sha256', vaultKey, workspaceId, 'fluxera/license-key-digests', DIGEST_ID_BYTES + 32),
  );
  const digest = createHmac('sha256', derived.subarray(DIGEST_ID_BYTES)).update(text, 'utf8').digest();
  return new Uint8Array(Buffer.concat([derived.subarray(0, DIGEST_ID_BYTES), digest]));
}

function boundTo({ workspaceId, id }: LicenseRef): Buffer {
  return Buffer.from(`${workspaceId}/${id}`);
}
