import type { Block } from '../validation/blocks.ts';
import type { ContextAction } from '../validation/context-actions.ts';
import type { ActionElement } from '../validation/elements.ts';
import type { RichTextInline, RichTextPart } from '../validation/rich-text.ts';
import type { TableCell } from '../validation/tables.ts';
import type { AnyText } from '../validation/texts.ts';
import { formatDate } from './dates.ts';
import { parseMrkdwn, type Span } from './mrkdwn.ts';

/** The words of blocks as a person reads them, a line a block or field. */
export function plainText(blocks: Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

/** The words of mrkdwn without its markup. Mentions stay as ids. */
export function mrkdwnText(source: string): string {
  return parseMrkdwn(source).map(spanText).join('');
}

export function textOf(text: AnyText): string {
  return text.type === 'mrkdwn' ? mrkdwnText(text.text) : text.text;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'section':
      return [
        ...(block.text ? [textOf(block.text)] : []),
        ...(block.fields ?? []).map(textOf),
        ...(block.accessory && block.accessory.type !== 'image' ? [elementText(block.accessory)] : []),
      ]
        .filter((text) => text !== '')
        .join('\n');
    case 'header':
    case 'alert':
      return textOf(block.text);
    case 'context':
      return block.elements
        .map((element) => (element.type === 'image' ? element.alt_text : textOf(element)))
        .join(' ');
    case 'actions':
      return block.elements
        .map(elementText)
        .filter((text) => text !== '')
        .map((text) => `[${text}]`)
        .join(' ');
    case 'input':
      return [block.label.text, ...(block.hint ? [block.hint.text] : [])].join('\n');
    case 'image':
      return block.alt_text;
    case 'rich_text':
      return block.elements.map(partText).join('\n');
    case 'markdown':
      return block.text;
    case 'context_actions':
      return block.elements
        .flatMap(contextButtons)
        .map(({ text }) => `[${text}]`)
        .join(' ');
    case 'data_table':
      return [block.caption, ...block.rows.map((row) => row.map(cellText).join(' | '))].join('\n');
    case 'table':
      return block.rows.map((row) => row.map(cellText).join(' | ')).join('\n');
    case 'divider':
      return '';
  }
}

function cellText(cell: TableCell): string {
  return cell.type === 'rich_text' ? cell.elements.map(partText).join(' ') : cell.text;
}

/** The buttons of such an element, with the values that tell one from the other. */
export function contextButtons(element: ContextAction): { text: string; value: string }[] {
  if (element.type === 'icon_button') return [{ text: element.text.text, value: element.value ?? '' }];
  return [element.positive_button, element.negative_button].map(({ text, value }) => ({
    text: text.text,
    value,
  }));
}

function elementText(element: ActionElement): string {
  if (element.type === 'button') return element.text.text;
  return 'placeholder' in element ? (element.placeholder?.text ?? '') : '';
}

function partText(part: RichTextPart): string {
  if (part.type === 'rich_text_list')
    return part.elements.map((item) => `• ${item.elements.map(inlineText).join('')}`).join('\n');
  return part.elements.map(inlineText).join('');
}

function inlineText(run: RichTextInline): string {
  switch (run.type) {
    case 'text':
      return run.text;
    case 'link':
      return run.text ?? run.url;
    case 'user':
      return `@${run.user_id}`;
    case 'channel':
      return `#${run.channel_id}`;
    case 'usergroup':
      return `@${run.usergroup_id}`;
    case 'team':
      return `@${run.team_id}`;
    case 'color':
      return run.value;
    case 'broadcast':
      return `@${run.range}`;
    case 'emoji':
      return `:${run.name}:`;
    case 'date':
      return formatDate(run.timestamp, run.format);
  }
}

function spanText(span: Span): string {
  switch (span.kind) {
    case 'break':
      return '\n';
    case 'user':
      return `@${span.id}`;
    case 'channel':
      return `#${span.id}`;
    case 'broadcast':
      return `@${span.range}`;
    case 'date':
      return formatDate(span.timestamp, span.format);
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return span.children.map(spanText).join('');
    default:
      return span.text;
  }
}
