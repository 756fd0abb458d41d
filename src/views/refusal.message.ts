import type { KnownBlock, ModalView } from '@slack/types';
import type { AnyRefusal } from '../errors.ts';
import { besideField, inMessage } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';
import { sendVerificationButton } from './verification.message.ts';

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
  if (code === 'ACCOUNT_UNVERIFIED') return [sendVerificationButton()];
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

/** For a refusal after which the form is of no use any more. */
export function refusalModal(refusal: AnyRefusal, product: { name: string }): ModalView {
  return {
    type: 'modal',
    title: plainText('Not done'),
    close: plainText('Close'),
    blocks: refusalMessage(refusal, product).blocks,
  };
}

/** For the top of a form, where nothing formats. */
export function refusalNotice(refusal: AnyRefusal, product: { name: string }): string {
  return refusalText(refusal, product.name, besideField);
}

export function faultText(reference: string): string {
  return `Something went wrong on our side. Try again; if it happens again, give your administrator the reference ${reference}.`;
}

export function faultMessage(reference: string): Message {
  const text = faultText(reference);
  return { text, blocks: [section(text)] };
}
