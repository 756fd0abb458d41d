import type { NotificationEvent } from '../generated/prisma/client.ts';
import { escapeMrkdwn, section } from './text.ts';

const news: Record<NotificationEvent, string> = {
  ACCEPTANCES: 'Somebody joined',
  REQUESTS: 'Somebody asked for an invitation',
  DIGEST: 'Invitations expire or have expired',
  BOUNCES: 'The mail of an invitation did not arrive',
  ACCESS: 'Something is to be decided about somebody’s access',
  REPORT: 'The weekly report is there',
};

/** For the Owner: news that should have been in a channel could not be posted there. */
export function channelUnreachable(facts: {
  event: NotificationEvent;
  channel: string;
  product: { name: string };
}) {
  const product = escapeMrkdwn(facts.product.name);
  const text = `${news[facts.event]}, but ${product} could not say so in <#${facts.channel}>: the channel is private or archived. Add ${product} to it, in the channel's details under Integrations.`;
  return { text, blocks: [section(text)] };
}
