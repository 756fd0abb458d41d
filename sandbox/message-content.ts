import { z } from 'zod';
import { identifyBlocks } from './identify-blocks.ts';
import { unreadable } from './parse-json.ts';
import { plainText } from './shared/plain-text.ts';
import { type Block, type MessageBlock, messageBlocks } from './validation/blocks.ts';
import { complaints } from './validation/complaints.ts';

const longest = 40_000;

interface MessageContent {
  text: string;
  blocks?: MessageBlock[];
}

export type ParsedMessage =
  | { ok: true; message: MessageContent; warnings: string[] }
  | { ok: false; error: string; messages: string[] };

/** Accepts what may stand in a message, as Slack does, or says what is wrong with it. */
export function parseMessage(content: { text?: unknown; blocks?: unknown }): ParsedMessage {
  const text = z.string().optional().safeParse(content.text);
  if (!text.success) return refused('invalid_arguments', complaints(text.error.issues, '/text'));
  if ((text.data?.length ?? 0) > longest) return refused('msg_too_long', []);
  if (content.blocks === unreadable) return refused('invalid_blocks_format', []);
  if (isNothing(content.blocks))
    return text.data
      ? { ok: true, message: { text: text.data }, warnings: [] }
      : refused('no_text', ['[ERROR] missing required field: text [json-pointer:/text]']);
  const blocks = messageBlocks.safeParse(content.blocks, { reportInput: true });
  if (!blocks.success) return refused('invalid_blocks', complaints(blocks.error.issues, '/blocks'));
  if (blocks.data.filter(({ type }) => type === 'table' || type === 'data_table').length > 1)
    return refused('invalid_attachments', ['[ERROR] only_one_table_allowed']);
  return {
    ok: true,
    message: { text: text.data ?? '', blocks: identifyBlocks(blocks.data) },
    // Notifications and screen readers have nothing to say then.
    warnings: text.data ? [] : ['missing_text_in_message'],
  };
}

/** A message may list no blocks: then it is its text. */
const isNothing = (blocks: unknown) =>
  blocks === undefined || blocks === null || (Array.isArray(blocks) && blocks.length === 0);

const refused = (error: string, messages: string[]) => ({ ok: false as const, error, messages });

/** The words of a message as a person reads them. */
export function readMessage({ text, blocks }: { text: string; blocks?: Block[] | undefined }): string {
  return blocks && blocks.length > 0 ? plainText(blocks) : text;
}
