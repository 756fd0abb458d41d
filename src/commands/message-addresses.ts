import { z } from 'zod';
import { unescaped } from '../views/typed-text.ts';

const message = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
});

/**
 * What looks like an email address in a message, each once, in the order of reading: plain, in angle brackets, as a
 * link, in the text and in every block. Whether it is one, and whose, is for others to say.
 */
export function addressesIn(sent: unknown): string[] {
  const { text = '', blocks, attachments } = message.parse(sent);
  const found = new Map<string, string>();
  for (const piece of [text, ...textsOf(blocks), ...textsOf(attachments)]) {
    for (const address of addressesOf(piece)) {
      const key = address.toLowerCase();
      if (!found.has(key)) found.set(key, address);
    }
  }
  return [...found.values()];
}

/** What people read in blocks, and where their links lead. */
function textsOf(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(textsOf);
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) => {
    if (typeof value !== 'string') return textsOf(value);
    return key === 'text' || (key === 'url' && /^mailto:/i.test(value)) ? [value] : [];
  });
}

/** No address is longer (RFC 5321), with room for what stands around it. */
const LONGEST = 300;

function addressesOf(text: string): string[] {
  return unescaped(text)
    .replace(/\p{Cf}/gu, '')
    .split(/[\s<>|,;()[\]{}"“”„«»]+/)
    .map((word) => (/mailto:/i.test(word) ? linkedAddress(word) : word))
    .filter((word) => word.includes('@') && !word.includes('://') && word.length <= LONGEST)
    .map((word) => word.replace(/^[^\p{L}\p{N}@]+|(?:['’]s)?[^\p{L}\p{N}]*$/gu, ''))
    .filter((word) => /^[^@]+@[^@]+$/.test(word));
}

/** The address that a link leads to, which has some of its letters as %-codes. */
function linkedAddress(link: string): string {
  const address = link.replace(/^.*mailto:/i, '').replace(/\?.*$/, '');
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
