import type { Place } from '../shared/operation.ts';
import { contextButtons, plainText, textOf } from '../shared/plain-text.ts';
import { type Block, elementsOf } from '../validation/blocks.ts';
import type { ContextAction } from '../validation/context-actions.ts';
import type { ActionElement, InputElement } from '../validation/elements.ts';
import type { Confirmation } from '../validation/texts.ts';

/** Something to click: a button, or an entry of an overflow menu. */
export interface Control {
  text: string;
  place: Place;
  blockId: string;
  actionId: string;
  /** The entry's value, where it is one of a menu. */
  value?: string;
  confirm?: Confirmation;
  /** The words around it: its block and the one above, by which a person tells one row's button from another's. */
  surroundings: string;
}

/** What there is to click, in words. */
export const buttonTexts = (place: Place, blocks: Block[]) =>
  controlsOf(place, blocks).map(({ text }) => text);

export function controlsOf(place: Place, blocks: Block[]): Control[] {
  return blocks.flatMap((block, at) => {
    const above = blocks[at - 1];
    const surroundings = plainText(above && block.type === 'actions' ? [above, block] : [block]);
    return elementsOf(block).flatMap((element) =>
      entries(element).map(({ text, value }) => ({
        text,
        place,
        blockId: block.block_id ?? '',
        actionId: element.action_id ?? '',
        surroundings,
        ...(value === undefined ? {} : { value }),
        ...('confirm' in element && element.confirm ? { confirm: element.confirm } : {}),
      })),
    );
  });
}

function entries(element: ActionElement | ContextAction | InputElement): { text: string; value?: string }[] {
  if (element.type === 'feedback_buttons' || element.type === 'icon_button') return contextButtons(element);
  if (element.type === 'button') return [{ text: element.text.text }];
  if (element.type === 'overflow')
    return element.options.map(({ text, value }) => ({ text: textOf(text), value }));
  return [];
}
