import type { HomeView, KnownBlock } from '@slack/types';
import type { AnyRefusal } from '../errors.ts';
import { refusalMessage } from './refusal.message.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';

export const HOME_INVITE_ACTION = 'home_invite';

export interface HomeFacts {
  product: string;
  workspaceName: string;
  roleName: string;
  /** What the role may do, as the end of a sentence; empty: nothing. */
  abilities: string;
  /** Absent for people who may not invite. */
  inviting: { pending: number; seats: { limit: number | null; taken: number } } | undefined;
}

/** App Home for somebody with an account: what they may do, and the one thing to do next. */
export function appHome({ product, workspaceName, roleName, abilities, inviting }: HomeFacts): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plainText(clipped(`${product} · ${workspaceName}`, 150)) },
      ...(inviting
        ? invitingBlocks(inviting)
        : [inviteButton('Ask to Invite'), { type: 'divider' as const }]),
      section(
        `*Your role: ${escapeMrkdwn(roleName)}*\n${abilities ? `You can ${abilities}.` : 'It has no permissions yet.'}`,
      ),
    ],
  };
}

function invitingBlocks({ pending, seats }: NonNullable<HomeFacts['inviting']>): KnownBlock[] {
  const waiting =
    pending === 0
      ? 'No invitation is waiting for an answer.'
      : `${pending} ${pending === 1 ? 'invitation is' : 'invitations are'} waiting for an answer.`;
  const room = seats.limit === null ? '' : ` ${seats.taken} of ${seats.limit} seats are taken.`;
  return [section(`${waiting}${room}`), inviteButton('Invite Somebody', 'primary'), { type: 'divider' }];
}

function inviteButton(text: string, style?: 'primary'): KnownBlock {
  return {
    type: 'actions',
    block_id: 'home_actions',
    elements: [
      {
        type: 'button',
        ...(style && { style }),
        action_id: HOME_INVITE_ACTION,
        text: plainText(text),
        value: 'form',
      },
    ],
  };
}

/** App Home for everybody else: why it is empty, and what to do. */
export function refusedHome(refusal: AnyRefusal, product: { name: string }): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plainText(clipped(product.name, 150)) },
      ...refusalMessage(refusal, product).blocks,
    ],
  };
}
