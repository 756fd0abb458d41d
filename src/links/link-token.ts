import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a link is for; one made for one purpose is worth nothing for another. */
export type LinkPurpose = 'invitation' | 'verification' | 'address' | 'password';

/** What a token says of itself. Worth nothing until `isGenuine` has compared it with what the database holds. */
export interface LinkClaim {
  ids: [string, string];
  /** undefined: the database knows when it ends. */
  expiresAt: Date | undefined;
  signature: Uint8Array;
}

const ID_BYTES = 16;
const TIME_BYTES = 6;
const BODY_BYTES = 2 * ID_BYTES + TIME_BYTES;
const TOKEN_BYTES = BODY_BYTES + 32;
const NIL = '00000000-0000-0000-0000-000000000000';

/** The key that signs links, from APP_SECRET; another use of the secret derives another key. */
export function linkKeyFrom(appSecret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', appSecret, '', 'fluxera/links', 32));
}

/**
 * A token for a URL: both ids and the end in the clear, and an HMAC-SHA-256 over them, the purpose and `covered`:
 * state that kills the link when it changes (a version, a password). Nothing of it is stored.
 */
export function linkToken(
  key: Uint8Array,
  purpose: LinkPurpose,
  link: { ids: [string, string]; expiresAt?: Date; covered: string },
): string {
  const body = Buffer.alloc(BODY_BYTES);
  link.ids.forEach((id, index) => {
    body.set(Buffer.from(id.replaceAll('-', ''), 'hex'), index * ID_BYTES);
  });
  body.writeUIntBE(link.expiresAt?.getTime() ?? 0, 2 * ID_BYTES, TIME_BYTES);
  return Buffer.concat([body, sign(key, purpose, body, link.covered)]).toString('base64url');
}

/** Takes a token apart. One that is no token at all becomes a claim that cannot be genuine, so that it fares like any other. */
export function readLinkToken(token: string): LinkClaim {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== TOKEN_BYTES || bytes.toString('base64url') !== token) {
    return { ids: [NIL, NIL], expiresAt: undefined, signature: new Uint8Array(32) };
  }
  const time = bytes.readUIntBE(2 * ID_BYTES, TIME_BYTES);
  return {
    ids: [readId(bytes, 0), readId(bytes, ID_BYTES)],
    expiresAt: time === 0 ? undefined : new Date(time),
    signature: bytes.subarray(BODY_BYTES),
  };
}

export function isGenuine(key: Uint8Array, purpose: LinkPurpose, claim: LinkClaim, covered: string): boolean {
  const expected = Buffer.from(
    linkToken(key, purpose, {
      ids: claim.ids,
      covered,
      ...(claim.expiresAt && { expiresAt: claim.expiresAt }),
    }),
    'base64url',
  );
  return timingSafeEqual(expected.subarray(BODY_BYTES), claim.signature);
}

function sign(key: Uint8Array, purpose: LinkPurpose, body: Uint8Array, covered: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n`).update(body).update(covered).digest();
}

function readId(bytes: Buffer, offset: number): string {
  const hex = bytes.toString('hex', offset, offset + ID_BYTES);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
