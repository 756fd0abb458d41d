interface Named {
  id: string;
  name: string;
}

/** Whom and where a line can name. */
export interface Nameable {
  people: Named[];
  channels: Named[];
}

const reference = /(?<![\w.@#/])([@#])([a-z0-9][a-z0-9_-]*)(?![\w@])/gi;

/** What a person has typed, with each `@name` and `#channel` that exists written as `write` says. */
function replaceReferences(
  text: string,
  { people, channels }: Nameable,
  write: (sign: '@' | '#', found: Named) => string,
): string {
  return text.replace(reference, (whole, sign: '@' | '#', name: string) => {
    const found = (sign === '@' ? people : channels).find((one) => one.name === name.toLowerCase());
    return found ? write(sign, found) : whole;
  });
}

/** A message as Slack stores it: its own three characters escaped, whom it names by id. */
export function messageText(typed: string, nameable: Nameable): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return replaceReferences(escaped, nameable, (sign, { id }) => `<${sign}${id}>`);
}

const links = /(https?:\/\/[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/;

/** The text of a command that has `should_escape` in the manifest: people, channels and links in angle brackets. */
export function escapedCommandText(typed: string, nameable: Nameable): string {
  return typed
    .split(links)
    .map((part, at) => {
      if (at % 2 === 0)
        return replaceReferences(part, nameable, (sign, { id, name }) => `<${sign}${id}|${name}>`);
      return part.startsWith('http') ? `<${part}>` : `<mailto:${part}|${part}>`;
    })
    .join('');
}
