import { createServer } from 'node:http';
import { z } from 'zod';

const address = z.strictObject({
  email: z.email(),
  name: z
    .string()
    .regex(/^[^;,\r\n]+$/)
    .optional(),
});

/** What the v3 API takes of a mail, as far as the product uses it (SendGrid's OpenAPI, POST /v3/mail/send). */
const mailSend = z.strictObject({
  personalizations: z
    .array(
      z.strictObject({
        to: z.array(address).min(1),
        custom_args: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1)
    .max(1000),
  from: address,
  subject: z.string().regex(/^[^\r\n]+$/),
  content: z.tuple([
    z.strictObject({ type: z.literal('text/plain'), value: z.string().min(1) }),
    z.strictObject({ type: z.literal('text/html'), value: z.string().min(1) }),
  ]),
  categories: z.array(z.string().max(255)).max(10),
  custom_args: z.record(z.string(), z.string()).optional(),
  tracking_settings: z.strictObject({
    click_tracking: z.strictObject({ enable: z.literal(false), enable_text: z.literal(false) }),
    open_tracking: z.strictObject({ enable: z.boolean() }),
    subscription_tracking: z.strictObject({ enable: z.literal(false) }),
  }),
});

type SentMail = z.infer<typeof mailSend>;

export interface SendGridStandIn {
  url: string;
  sent: SentMail[];
  authorizations: Set<string | undefined>;
  /** Answers with this status to mails for that address, and names that field as the wrong one. */
  fail(email: string, status: number, field?: string): void;
  /** Does not answer to mails for that address, until it is told to take them again. */
  hold(email: string): void;
  /** Resolves when a mail is held. */
  holding(): Promise<void>;
  recover(email: string): void;
  close(): Promise<void>;
}

/** SendGrid's endpoint on this machine: takes what the real one takes, and refuses the rest with 400. */
export async function startSendGrid(): Promise<SendGridStandIn> {
  const sent: SentMail[] = [];
  const authorizations = new Set<string | undefined>();
  const failures = new Map<string, { status: number; field: string | null }>();
  const held = new Set<string>();
  const somethingHeld = signal();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    authorizations.add(request.headers.authorization);
    const known = request.method === 'POST' && request.url === '/v3/mail/send';
    const parsed = mailSend.safeParse(JSON.parse(Buffer.concat(chunks).toString() || 'null'));
    const email = parsed.data?.personalizations[0]?.to[0]?.email ?? '';
    if (held.has(email)) return somethingHeld.resolve();
    const status = known ? (failures.get(email)?.status ?? (parsed.success ? 202 : 400)) : 404;
    if (status === 202 && parsed.success) sent.push(parsed.data);
    const errors =
      status === 202
        ? ''
        : JSON.stringify({
            errors: [{ message: `no: ${email}`, field: failures.get(email)?.field ?? null }],
          });
    response.writeHead(status, { 'content-type': 'application/json' }).end(errors);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const place = server.address();
  if (!place || typeof place === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${place.port}`,
    sent,
    authorizations,
    fail: (address, status, field) => {
      failures.set(address, { status, field: field ?? null });
    },
    hold: (address) => {
      held.add(address);
    },
    holding: () => somethingHeld.promise,
    recover: (address) => {
      held.delete(address);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}
