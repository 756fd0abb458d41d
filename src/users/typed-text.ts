/** Nothing of it has to be changed: most names are such, and are recognised faster than they are read for what to change. */
const isTidy = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A name as typed, on one line: what is between words becomes one space, and control characters go, which no name has
 * and the database cannot keep.
 */
export function typedName(typed: string): string {
  if (typed === '' || isTidy.test(typed)) return typed;
  return typed
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

/** A text as typed, with its lines, without other control characters. */
export function typedText(typed: string): string {
  if (typed === '') return typed;
  return typed
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .trim();
}
