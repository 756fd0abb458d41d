import { escapeMrkdwn, section } from './text.ts';

/** For the inviter: the mail did not go out, so the person knows of nothing. */
export function undeliverableInvitation({ email }: { email: string }) {
  const text = `Your invitation to *${escapeMrkdwn(email)}* could not be mailed: the mail service refused it, so they have not heard of it. Check the address; if it was mistyped, invite the right one with /invite. If it is right, tell whoever runs the mail of your workspace.`;
  return { text, blocks: [section(text)] };
}
