import type { KnownBlock, ModalView } from '@slack/types';
import type { AnyRefusal } from '../errors.ts';
import { inMessage, refusalText } from './refusal-texts.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** Opens the set-up form. */
export const SET_UP_ACTION = 'set_up';

export function refusalMessage(refusal: AnyRefusal, product: { name: string }): Message {
  const text = refusalText(refusal, escapeMrkdwn(product.name), inMessage);
  return { text, blocks: [section(text), ...nextStep(refusal)] };
}

function nextStep({ code, facts }: AnyRefusal): KnownBlock[] {
  if (code !== 'WORKSPACE_NOT_SET_UP' || !facts.callerMaySetUp) return [];
  return [
    {
      type: 'actions',
      block_id: 'first_contact',
      elements: [
        {
          type: 'button',
          style: 'primary',
          action_id: SET_UP_ACTION,
          text: plainText('Set Up'),
          value: 'set_up',
        },
      ],
    },
  ];
}

/** For a refusal that belongs to no field of the form. */
export function refusalModal(refusal: AnyRefusal, product: { name: string }): ModalView {
  return page('Not done', refusalMessage(refusal, product).blocks);
}

export function faultMessage(reference: string): Message {
  const text = `Something went wrong on our side. Try again; if it happens again, give your administrator the reference ${reference}.`;
  return { text, blocks: [section(text)] };
}

export function faultModal(reference: string): ModalView {
  return page('Something went wrong', faultMessage(reference).blocks);
}

function page(title: string, blocks: KnownBlock[]): ModalView {
  return { type: 'modal', title: plainText(title), close: plainText('Close'), blocks };
}
