import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

/** The mail was not taken: NONE: the connection is closed; NEVER: it stays open, and nothing comes. */
type Answer = 429 | 500 | 413 | 'NONE' | 'NEVER';

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
  /** Does not answer to mails for that address, until it is told to go on. */
  hold(email: string): void;
  /** Resolves when a mail is held. */
  holding(): Promise<void>;
  /** Takes the mails that are held for that address, as if it had only been slow. */
  release(email: string): void;
  /** Takes mails for that address from now on; those that were held are lost. */
  recover(email: string): void;
  /** Takes none of the next requests, and answers so, one after the other. */
  answerNext(...answers: Answer[]): void;
  /** How many of those answers nobody has got yet. */
  answersLeft(): number;
  /** Milliseconds before it answers. */
  takeTime(ms: number): void;
  /** Requests that are not answered, although whoever made them may be gone. */
  underWay(): number;
  close(): Promise<void>;
}

/** SendGrid's endpoint on this machine: takes what the real one takes, and refuses the rest with 400. */
export async function startSendGrid(): Promise<SendGridStandIn> {
  const sent: MailSend[] = [];
  const requests: number[] = [];
  const authorizations = new Set<string | undefined>();
  const failures = new Map<string, { status: number; field: string | null }>();
  const held = new Map<string, ReturnType<typeof signal>>();
  const answers: Answer[] = [];
  let latency = 0;
  let underWay = 0;
  let somethingHeld = signal();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await wholeBody(request);
    // Whoever was writing it is gone.
    if (!body) return;
    authorizations.add(request.headers.authorization);
    const known = request.method === 'POST' && request.url === '/v3/mail/send';
    const parsed = mailSend.safeParse(JSON.parse(body.toString() || 'null'));
    const emails = parsed.data ? addressees(parsed.data) : [];
    requests.push(emails.length);
    if (latency > 0) await pause(latency);
    const hold = emails.map((email) => held.get(email)).find((one) => one !== undefined);
    if (hold) {
      somethingHeld.resolve();
      await hold.promise;
    }
    const told = answers.shift();
    if (told === 'NONE') return void request.socket.destroy();
    if (told === 'NEVER') return;
    const failing = emails.find((email) => failures.has(email)) ?? '';
    const failure = failures.get(failing);
    const fitting = body.length > REQUEST_MAX_BYTES ? 413 : parsed.success ? 202 : 400;
    const status = known ? (told ?? failure?.status ?? fitting) : 404;
    if (status === 202 && parsed.success) sent.push(parsed.data);
    const errors = { errors: [{ message: `no: ${failing}`, field: failure?.field ?? null }] };
    response
      .writeHead(status, {
        'content-type': 'application/json',
        ...(status === 429 && { 'retry-after': '1' }),
      })
      .end(status === 202 ? '' : JSON.stringify(errors));
  };
  const server = createServer((request, response) => {
    underWay += 1;
    void answer(request, response).finally(() => {
      underWay -= 1;
    });
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
      somethingHeld = signal();
      held.set(address, signal());
    },
    holding: () => somethingHeld.promise,
    release: (address) => {
      held.get(address)?.resolve();
      held.delete(address);
    },
    recover: (address) => {
      held.delete(address);
      failures.delete(address);
    },
    answerNext: (...next) => {
      answers.push(...next);
    },
    answersLeft: () => answers.length,
    takeTime: (ms) => {
      latency = ms;
    },
    underWay: () => underWay,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function wholeBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
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
