import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { substituted } from './received-mails.ts';
import { type MailSend, mailSend, REQUEST_MAX_BYTES } from './sendgrid-mail-send.ts';

/** A mail as it arrives at one person. */
interface ArrivedMail {
  to: { email: string; name?: string | undefined };
  subject: string;
  html: string;
  text: string;
  customArgs: Record<string, string>;
}

/** NONE: the connection is closed, and the mail was not taken. */
type Answer = 429 | 500 | 413 | 'NONE';

export interface SendGridStandIn {
  url: string;
  sent: MailSend[];
  /** Of each request for a mail, taken or not, how many people it was for. */
  requests: number[];
  authorizations: Set<string | undefined>;
  /** What somebody got, the oldest first. */
  received(email: string): ArrivedMail[];
  /** Answers with this status to mails for that address, and names that field as the wrong one. */
  fail(email: string, status: number, field?: string): void;
  /** Does not answer to mails for that address, until it is told to take them again. */
  hold(email: string): void;
  /** Resolves when a mail is held. */
  holding(): Promise<void>;
  recover(email: string): void;
  /** Takes none of the next requests, and answers so, one after the other. */
  answerNext(...answers: Answer[]): void;
  /** Milliseconds before it answers. */
  takeTime(ms: number): void;
  close(): Promise<void>;
}

/** SendGrid's endpoint on this machine: takes what the real one takes, and refuses the rest with 400. */
export async function startSendGrid(): Promise<SendGridStandIn> {
  const sent: MailSend[] = [];
  const requests: number[] = [];
  const authorizations = new Set<string | undefined>();
  const failures = new Map<string, { status: number; field: string | null }>();
  const held = new Set<string>();
  const answers: Answer[] = [];
  let latency = 0;
  const somethingHeld = signal();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    authorizations.add(request.headers.authorization);
    const known = request.method === 'POST' && request.url === '/v3/mail/send';
    const parsed = mailSend.safeParse(JSON.parse(body.toString() || 'null'));
    const emails = parsed.data ? addressees(parsed.data) : [];
    requests.push(emails.length);
    if (latency > 0) await pause(latency);
    if (emails.some((email) => held.has(email))) return somethingHeld.resolve();
    const answer = answers.shift();
    if (answer === 'NONE') return request.socket.destroy();
    const failing = emails.find((email) => failures.has(email)) ?? '';
    const failure = failures.get(failing);
    const fitting = body.length > REQUEST_MAX_BYTES ? 413 : parsed.success ? 202 : 400;
    const status = known ? (answer ?? failure?.status ?? fitting) : 404;
    if (status === 202 && parsed.success) sent.push(parsed.data);
    const errors = { errors: [{ message: `no: ${failing}`, field: failure?.field ?? null }] };
    response
      .writeHead(status, {
        'content-type': 'application/json',
        ...(status === 429 && { 'retry-after': '1' }),
      })
      .end(status === 202 ? '' : JSON.stringify(errors));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const place = server.address();
  if (!place || typeof place === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${place.port}`,
    sent,
    requests,
    authorizations,
    received: (email) => sent.flatMap((mail) => arrived(mail, email)),
    fail: (address, status, field) => {
      failures.set(address, { status, field: field ?? null });
    },
    hold: (address) => {
      held.add(address);
    },
    holding: () => somethingHeld.promise,
    recover: (address) => {
      held.delete(address);
      failures.delete(address);
    },
    answerNext: (...next) => {
      answers.push(...next);
    },
    takeTime: (ms) => {
      latency = ms;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function addressees({ personalizations }: MailSend): string[] {
  return personalizations.flatMap(({ to }) => to.map(({ email }) => email));
}

function arrived(
  { personalizations, subject, content, custom_args }: MailSend,
  email: string,
): ArrivedMail[] {
  const [text, html] = content;
  return personalizations.flatMap((own) => {
    const to = own.to.find((one) => one.email === email);
    if (!to) return [];
    return {
      to,
      subject: substituted(subject, own.substitutions),
      html: substituted(html.value, own.substitutions),
      text: substituted(text.value, own.substitutions),
      customArgs: { ...custom_args, ...own.custom_args },
    };
  });
}

function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}
