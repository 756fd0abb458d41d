import { escapeMrkdwn, section } from './text.ts';

/** For the Owner: news that should have been in a channel could not be posted there. */
export function channelUnreachable(facts: { notificationChannelId: string; product: { name: string } }) {
  const product = escapeMrkdwn(facts.product.name);
  const text = `Somebody joined, but ${product} could not say so in <#${facts.notificationChannelId}>: the channel is private or archived. Add ${product} to it, in the channel's details under Integrations.`;
  return { text, blocks: [section(text)] };
}
