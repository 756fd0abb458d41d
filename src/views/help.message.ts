import { escapeMrkdwn, plainText, section } from './text.ts';

/** `canInvite`: only what somebody may do is offered. */
export function helpMessage({ product, canInvite }: { product: string; canInvite: boolean }) {
  const name = escapeMrkdwn(product);
  const invite = [
    '• `/invite` opens the form',
    '• `/invite jane@example.com viewer` sends at once; several addresses work too',
    '• `/invite jane@example.com` opens the form with the address filled in',
  ];
  const users = [
    '• `/users` lists everybody',
    '• `/users active jane` finds people by status, name or address',
  ];
  const text = `What you can do with ${name}`;
  return {
    text,
    blocks: [
      { type: 'header' as const, text: plainText(`What you can do with ${product}`) },
      ...(canInvite ? [section(`*Invite people*\n${invite.join('\n')}`)] : []),
      section(`*See who is in the workspace*\n${users.join('\n')}`),
      {
        type: 'context' as const,
        elements: [
          {
            type: 'mrkdwn' as const,
            text: 'Each command also works as a subcommand: `/fluxera invite`, `/fluxera users`.',
          },
        ],
      },
    ],
  };
}
