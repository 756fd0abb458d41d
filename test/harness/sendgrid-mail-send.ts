import { z } from 'zod';

const address = z.strictObject({
  email: z.email(),
  name: z
    .string()
    .regex(/^[^;,\r\n]+$/)
    .optional(),
});

/** SendGrid counts the bytes of all names and values. */
const PAIRS_MAX_BYTES = 10_000;

const pairs = z
  .record(z.string().min(1), z.string())
  .refine((all) => Buffer.byteLength(Object.entries(all).flat().join('')) < PAIRS_MAX_BYTES);

/** What the v3 API takes of a mail, as far as the product uses it (SendGrid's OpenAPI, POST /v3/mail/send). */
export const mailSend = z.strictObject({
  personalizations: z
    .array(
      z.strictObject({
        to: z.array(address).min(1),
        custom_args: pairs.optional(),
        substitutions: pairs.optional(),
      }),
    )
    .min(1)
    .max(1000)
    .refine((all) => {
      const emails = all.flatMap(({ to }) => to.map(({ email }) => email.toLowerCase()));
      return new Set(emails).size === emails.length;
    }),
  from: address,
  subject: z.string().regex(/^[^\r\n]+$/),
  content: z.tuple([
    z.strictObject({ type: z.literal('text/plain'), value: z.string().min(1) }),
    z.strictObject({ type: z.literal('text/html'), value: z.string().min(1) }),
  ]),
  categories: z.array(z.string().max(255)).max(10),
  custom_args: pairs.optional(),
  tracking_settings: z.strictObject({
    click_tracking: z.strictObject({ enable: z.literal(false), enable_text: z.literal(false) }),
    open_tracking: z.strictObject({ enable: z.boolean() }),
    subscription_tracking: z.strictObject({ enable: z.literal(false) }),
  }),
});

export type MailSend = z.infer<typeof mailSend>;

/** Of the whole request, attachments included; SendGrid answers 413 to more. */
export const REQUEST_MAX_BYTES = 30 * 1024 * 1024;
