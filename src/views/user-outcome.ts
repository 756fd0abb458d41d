import type { Edited } from '../users/edit-user.ts';
import { escapeMrkdwn } from './text.ts';

export function editedText({ name, pendingEmail }: Edited): string {
  const waits = pendingEmail
    ? ` ${escapeMrkdwn(pendingEmail)} counts as soon as it is verified by the mail that was sent there.`
    : '';
  return `The profile of ${escapeMrkdwn(name)} is saved.${waits}`;
}
