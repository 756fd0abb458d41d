/** What people typed into one line: without control characters, which no name has and the database refuses in part. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** The same for several lines. */
export function severalLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim();
}

const entities = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

/** A text as it was typed: Slack sends three characters as entities. */
export function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities.get(entity) ?? entity);
}

/** The text of a command as it was typed. */
export function commandText(text: string): string {
  return oneLine(unescaped(text));
}

/** A text in which Slack has named people, channels and links (`should_escape`), with what was typed in their place. */
export function withoutReferences(text: string): string {
  return text
    .replace(/<@\w+\|([^>]*)>/g, '@$1')
    .replace(/<#\w+\|([^>]*)>/g, '#$1')
    .replace(/<mailto:[^|>]+\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '$2')
    .replace(/<(https?:[^|>]+)>/g, '$1');
}
