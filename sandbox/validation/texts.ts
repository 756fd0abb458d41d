import { z } from 'zod';

/** A string that Slack counts: never empty, never longer than `max` characters. */
export const counted = (max: number) => z.string().min(1).max(max);

/** An address to open. */
export const address = (max: number) =>
  counted(max).refine((text) => URL.canParse(text) && !/^(javascript|data):/i.test(text), 'invalid url');

/** An address from which Slack fetches something itself, so that it has to be reachable from outside. */
export const publicAddress = (max: number) =>
  counted(max).refine((text) => {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
    const { hostname } = new URL(text);
    return hostname.includes('.') && !/^(127\.|10\.|192\.168\.|0\.0\.0\.0$)/.test(hostname);
  }, 'downloading image failed');

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: counted(max), emoji: z.boolean().optional() });

const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: counted(max), verbatim: z.boolean().optional() });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

export type AnyText = z.infer<ReturnType<typeof anyText>>;

export const identifier = counted(255).optional();

export const confirmation = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});
export type Confirmation = z.infer<typeof confirmation>;

const optionFields = {
  // Slack's own sources disagree about 75 or 150: what stays within 75 is right by both.
  value: counted(75),
  description: plainText(75).optional(),
};

/** The option of a menu. */
export const option = z.strictObject({ text: plainText(75), ...optionFields });

/** The option of an overflow menu, which may also be a link. */
export const overflowOption = z.strictObject({
  text: plainText(75),
  ...optionFields,
  url: address(3000).optional(),
});

/** The option of radio buttons and checkboxes, which may bear mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: counted(75),
  description: anyText(75).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(option).min(1).max(100),
});

export type Option = z.infer<typeof richOption>;
