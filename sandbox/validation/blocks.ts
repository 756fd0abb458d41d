import { z } from 'zod';
import { type ContextAction, contextActions } from './context-actions.ts';
import {
  type ActionElement,
  actionsElement,
  contextElement,
  type InputElement,
  inputElement,
  modalInputElement,
  sectionAccessory,
} from './elements.ts';
import { imageSource, needsOneSource } from './images.ts';
import { richText } from './rich-text.ts';
import { dataTable, table } from './tables.ts';
import { anyText, counted, identifier, plainText } from './texts.ts';

const block_id = identifier;

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: sectionAccessory.optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, context) => {
    if (!block.text && !block.fields)
      context.addIssue({ code: 'custom', path: [], message: 'missing required field: text' });
  });

const header = z.strictObject({ type: z.literal('header'), block_id, text: plainText(150) });
const divider = z.strictObject({ type: z.literal('divider'), block_id });
const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z.array(contextElement).min(1).max(10),
});
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z.array(actionsElement).min(1).max(25),
});
const picture = z
  .strictObject({
    type: z.literal('image'),
    block_id,
    title: plainText(2000).optional(),
    ...imageSource,
  })
  .superRefine(needsOneSource);
const inputOf = <Element extends z.ZodType>(element: Element) =>
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plainText(2000),
    element,
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  });
const input = inputOf(inputElement);
const modalInput = inputOf(modalInputElement);
const alert = z.strictObject({
  type: z.literal('alert'),
  block_id,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const longestMarkdown = 12_000;
const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id,
  text: counted(longestMarkdown),
});

const everywhere = [section, header, divider, context, actions, picture, richText] as const;

const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  input,
  markdown,
  table,
  dataTable,
  contextActions,
]);
const homeBlock = z.discriminatedUnion('type', [...everywhere, input]);
const modalBlock = z.discriminatedUnion('type', [...everywhere, modalInput, alert]);

export const messageBlocks = z
  .array(messageBlock)
  .max(50)
  .superRefine(refuseTwins)
  .superRefine((blocks, refinement) => {
    // Of all of them together; one that is too long by itself has been refused already.
    const markdowns = blocks.flatMap((block) => (block.type === 'markdown' ? [block.text.length] : []));
    const together = markdowns.reduce((sum, length) => sum + length, 0);
    if (markdowns.length > 1 && together > longestMarkdown)
      refinement.addIssue({
        code: 'custom',
        path: [],
        message: `markdown blocks must be less than ${longestMarkdown + 1} characters together`,
      });
  });
export const homeBlocks = z.array(homeBlock).max(100).superRefine(refuseTwins);
export const modalBlocks = z.array(modalBlock).max(100).superRefine(refuseTwins);

export type MessageBlock = z.infer<typeof messageBlock>;
export type Block = MessageBlock | z.infer<typeof modalBlock>;
export type InputBlock = z.infer<typeof modalInput>;

/** The elements of a block that a person can operate. */
export function elementsOf(block: Block): (ActionElement | ContextAction | InputElement)[] {
  if (block.type === 'actions' || block.type === 'context_actions') return block.elements;
  if (block.type === 'input') return [block.element];
  if (block.type === 'section' && block.accessory && block.accessory.type !== 'image')
    return [block.accessory];
  return [];
}

function refuseTwins(blocks: Block[], refinement: z.RefinementCtx): void {
  const blockIds = new Set<string>();
  let focused = false;
  blocks.forEach((block, at) => {
    if (block.block_id && blockIds.has(block.block_id))
      refinement.addIssue({
        code: 'custom',
        path: [at, 'block_id'],
        message: `\`block_id\` must be unique: ${block.block_id}`,
      });
    if (block.block_id) blockIds.add(block.block_id);
    // The same action_id in two blocks is how a list gives each row its button: Slack wants it unique within a block.
    const actionIds = new Set<string>();
    for (const element of elementsOf(block)) {
      if (element.action_id && actionIds.has(element.action_id))
        refinement.addIssue({
          code: 'custom',
          path: [at],
          message: `\`action_id\` must be unique within a block: ${element.action_id}`,
        });
      if (element.action_id) actionIds.add(element.action_id);
      if ('focus_on_load' in element && element.focus_on_load) {
        if (focused)
          refinement.addIssue({
            code: 'custom',
            path: [at],
            message: 'only one element may have focus_on_load',
          });
        focused = true;
      }
    }
  });
}
