import { NAME_MAX_LENGTH } from '../views/invite-fields.ts';
import { commandText } from '../views/typed-text.ts';

export interface InviteLine {
  addresses: string[];
  /** Slack people who were named in place of their addresses. */
  mentions: string[];
  /** As typed; empty: none. */
  roleName: string;
  /** The name before the address, where there is one address only: a name is one person's. */
  firstName: string;
  lastName: string;
}

/** "a@x.com, b@y.com viewer", "Jane Doe <jane@x.com> as viewer": what has an @ is an address, the other words are the role. */
export function readInviteLine(typed: string): InviteLine {
  const { named, rest } = takeNamed(plainLine(typed));
  const words = wordsOf(rest);
  const others = words.filter((word) => word.includes('@'));
  const mentions = others.filter((word) => word.startsWith('@'));
  const addresses = [
    ...named.map(({ address }) => address),
    ...others.filter((word) => !word.startsWith('@')),
  ];
  const [firstName = '', ...lastNames] = addresses.length === 1 ? (named[0]?.name ?? '').split(' ') : [];
  return {
    addresses,
    mentions,
    roleName: words
      .filter((word) => !word.includes('@'))
      .join(' ')
      .replace(/^as (?:an? )?/i, ''),
    firstName: firstName.slice(0, NAME_MAX_LENGTH),
    lastName: lastNames.join(' ').slice(0, NAME_MAX_LENGTH),
  };
}

/** A field that holds nothing but addresses: what has no @ is a mistake to be told, unless it names an address. */
export function readAddresses(typed: string): string[] {
  const { named, rest } = takeNamed(plainLine(typed));
  return [...named.map(({ address }) => address), ...wordsOf(rest)];
}

/** Without what mail programs, web pages and Slack put around an address, and what nobody sees. */
function plainLine(typed: string): string {
  return commandText(typed.replace(/\p{Cf}/gu, ''))
    .replace(/<@\w+(?:\|([^>]*))?>/g, (_mention, name) => ` @${name || 'somebody'} `)
    .replace(/<?<mailto:([^|>]+)(?:\|[^>]*)?>>?/gi, '<$1>')
    .replace(/mailto:/gi, '');
}

/** Takes addresses in angle brackets out of a line, with the names before them. */
function takeNamed(line: string): { named: { name: string; address: string }[]; rest: string } {
  const named: { name: string; address: string }[] = [];
  const rest = line.replace(
    /([^<>,;@]*)<\s*([^<>\s]+@[^<>\s]+)\s*>/g,
    (_whole, before: string, address: string) => {
      named.push({ name: wordsOf(before).join(' '), address });
      return ' ';
    },
  );
  return { named, rest };
}

function wordsOf(line: string): string[] {
  return line
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^[<("'“”‘’]+|[>)"'“”‘’.,:!?]+$/g, ''))
    .filter(Boolean);
}
