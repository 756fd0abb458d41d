import { randomInt } from 'node:crypto';

const CODES = 10;
/** Without what looks alike in print: 0 and o, 1, i and l. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const HALF = 5;

/** Ten codes such as "k7m2p-9qxwd", each of some fifty bits. */
export function newBackupCodes(): string[] {
  return Array.from({ length: CODES }, () => `${half()}-${half()}`);
}

function half(): string {
  return Array.from({ length: HALF }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** A code as somebody typed it from paper: capitals, spaces and the dash do not matter. */
export function readBackupCode(typed: string): string {
  const code = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}
