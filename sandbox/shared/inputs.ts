import type { Block, InputBlock } from '../validation/blocks.ts';
import type { ActionElement, InputElement } from '../validation/elements.ts';
import type { Option } from '../validation/texts.ts';

/** What a person has typed or chosen in one element; null is nothing. */
export type Typed = string | string[] | null;
/** By block id, then by action id. */
export type TypedValues = Record<string, Record<string, Typed>>;

export type Stateful = Exclude<InputElement | ActionElement, { type: 'button' | 'overflow' }>;

/** An element whose value Slack keeps, with the block that it stands in. */
export interface Field {
  blockId: string;
  actionId: string;
  element: Stateful;
  /** Absent where the element is not in an input block. */
  input?: InputBlock;
}

export function fieldsOf(blocks: Block[]): Field[] {
  return blocks.flatMap((block): Field[] => {
    const blockId = block.block_id ?? '';
    if (block.type === 'input')
      return [{ blockId, actionId: block.element.action_id ?? '', element: block.element, input: block }];
    return operable(block).flatMap((element) =>
      element.type === 'button' || element.type === 'overflow'
        ? []
        : [{ blockId, actionId: element.action_id ?? '', element }],
    );
  });
}

function operable(block: Block): ActionElement[] {
  if (block.type === 'actions') return block.elements;
  if (block.type === 'section' && block.accessory && block.accessory.type !== 'image')
    return [block.accessory];
  return [];
}

/** What an element holds before anybody has touched it. */
export function initialValue(element: Stateful): Typed {
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return element.initial_value ?? '';
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return element.initial_option?.value ?? null;
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return (element.initial_options ?? []).map(({ value }) => value);
    case 'users_select':
      return element.initial_user ?? null;
    case 'channels_select':
      return element.initial_channel ?? null;
    case 'conversations_select':
      return element.initial_conversation ?? null;
    case 'multi_users_select':
      return element.initial_users ?? [];
    case 'multi_channels_select':
      return element.initial_channels ?? [];
    case 'multi_conversations_select':
      return element.initial_conversations ?? [];
    case 'datetimepicker':
      return element.initial_date_time === undefined ? null : String(element.initial_date_time);
    case 'file_input':
      return [];
    case 'datepicker':
      return element.initial_date ?? null;
    case 'timepicker':
      return element.initial_time ?? null;
  }
}

/** The options that a view itself lists; people and channels are not listed in it. */
export function optionsOf(element: Stateful): Option[] {
  if ('option_groups' in element && element.option_groups)
    return element.option_groups.flatMap(({ options }) => options);
  // Of those that the app looks up, a view names the chosen ones.
  if (element.type === 'external_select') return element.initial_option ? [element.initial_option] : [];
  if (element.type === 'multi_external_select') return element.initial_options ?? [];
  return 'options' in element ? (element.options ?? []) : [];
}

/** The typed values of a view: what was typed where the view still asks for it, else what the view starts with. */
export function currentValues(blocks: Block[], typed: TypedValues): TypedValues {
  const values: TypedValues = {};
  for (const { blockId, actionId, element } of fieldsOf(blocks)) {
    const held = typed[blockId]?.[actionId];
    values[blockId] = { ...values[blockId], [actionId]: held === undefined ? initialValue(element) : held };
  }
  return values;
}
