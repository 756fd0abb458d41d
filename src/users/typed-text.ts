/**
 * A name as typed, on one line: what is between words becomes one space, and control characters go, which no name has
 * and the database cannot keep.
 */
export function typedName(typed: string): string {
  return typed
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

/** A text as typed, with its lines, without other control characters. */
export function typedText(typed: string): string {
  return typed
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .trim();
}
