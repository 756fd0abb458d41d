import type { KnownBlock } from '@slack/types';
import type { AnyRefusal } from '../errors.ts';
import { refusalMessage } from './refusal.message.ts';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';

/** Help where there is no workspace yet: what this is, what the next step is, and who can take it. */
export function beforeSetUpMessage(refusal: AnyRefusal, product: { name: string }) {
  const { text, blocks } = refusalMessage(refusal, product);
  const does = [
    `${escapeMrkdwn(product.name)} brings people into your workspace, and looks after them, from inside Slack:`,
    '• it invites people by mail, one or a whole file of them, with the role that they get',
    '• it shows who has access, changes roles, and ends access on the day that you choose',
    '• it knows who has which laptop or license, and who did what and when',
  ].join('\n');
  return {
    text,
    blocks: [
      { type: 'header', text: plainText(clipped(`What ${product.name} does`, 150)) },
      section(does),
      { type: 'header', text: plainText('The next step') },
      ...blocks,
    ] satisfies KnownBlock[],
  };
}
