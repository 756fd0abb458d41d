import client from '@sendgrid/client';
import service from '@sendgrid/mail';
import { z } from 'zod';
import {
  type Address,
  headerText,
  type Mail,
  type MailOutcome,
  type Recipient,
  type SendMail,
} from './transport.ts';

export interface SendGridSettings {
  apiKey: string;
  /** undefined: SendGrid's own. */
  baseUrl: string | undefined;
  /** How long an answer may take. */
  timeoutMs?: number;
  from: Address;
  /** Whether somebody hears of it when an invitation is opened. */
  followOpens: boolean;
}

const AT_ONCE = 10;

/** The library keeps its settings to itself, one for each process. */
export function createSendGrid({
  apiKey,
  baseUrl,
  timeoutMs = 30_000,
  ...settings
}: SendGridSettings): SendMail {
  client.setApiKey(apiKey);
  // After the key, because setting that sets the address as well.
  if (baseUrl) client.setDefaultRequest('baseUrl', baseUrl);
  service.setClient(client);
  service.setTimeout(timeoutMs);
  // The names are whole already: the library would put braces around them.
  service.setSubstitutionWrappers('', '');
  return async (mails) => {
    const queue = [...mails];
    const outcomes: MailOutcome[] = [];
    const worker = async () => {
      for (let mail = queue.shift(); mail; mail = queue.shift()) {
        outcomes.push(...(await sendToAll(settings, mail)));
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, mails.length) }, worker));
    return outcomes;
  };
}

type Sender = Pick<SendGridSettings, 'from' | 'followOpens'>;

/**
 * In one request. What SendGrid refuses, because it is too large or because somebody's mail is wrong, it refuses whole:
 * that goes in two halves, until those who cannot get it stand alone.
 */
async function sendToAll(sender: Sender, mail: Mail): Promise<MailOutcome[]> {
  const { recipients } = mail;
  const failed = await sendOnce(sender, mail);
  if (!failed) return recipients.map(({ key }) => ({ key, outcome: 'SENT' }));
  if (failed.outcome === 'RETRY' || recipients.length === 1) {
    return recipients.map(({ key }) => ({ key, ...failed }));
  }
  const middle = Math.ceil(recipients.length / 2);
  const outcomes: MailOutcome[] = [];
  for (const half of [recipients.slice(0, middle), recipients.slice(middle)]) {
    outcomes.push(...(await sendToAll(sender, { ...mail, recipients: half })));
  }
  return outcomes;
}

type Failure = { outcome: 'REFUSED' | 'RETRY'; reason: string };

async function sendOnce({ from, followOpens }: Sender, mail: Mail): Promise<Failure | undefined> {
  try {
    await service.send({
      from: addressee(from),
      personalizations: mail.recipients.map(personalization),
      subject: headerText(mail.subject),
      html: mail.html,
      text: mail.text,
      categories: [mail.category],
      // Links in these mails carry tokens, which must not pass through anybody else's server.
      trackingSettings: {
        clickTracking: { enable: false, enableText: false },
        openTracking: { enable: followOpens && mail.category === 'invitation' },
        subscriptionTracking: { enable: false },
      },
    });
    return undefined;
  } catch (error) {
    return judge(error);
  }
}

function personalization({ to, customArgs, substitutions }: Recipient) {
  return { to: addressee(to), customArgs, substitutions };
}

const failure = z.object({
  code: z.union([z.number(), z.string()]),
  response: z
    .object({ body: z.object({ errors: z.array(z.object({ field: z.string().nullish() })) }) })
    .optional()
    .catch(undefined),
});

/** SendGrid's answers repeat addresses and content, so only the code and the name of the wrong field are kept. */
function judge(error: unknown): Failure {
  const parsed = failure.safeParse(error);
  if (!parsed.success) return { outcome: 'RETRY', reason: 'SendGrid could not be reached' };
  const { code, response } = parsed.data;
  const fields = response?.body.errors.flatMap(({ field }) =>
    /^[a-z_.\d]{1,60}$/.test(field ?? '') ? field : [],
  );
  const field = fields?.[0];
  // What is wrong with the mail itself stays wrong. A bad key (401, 403) or sender is mended by whoever runs this.
  if (field && /^from\b/.test(field)) {
    return { outcome: 'RETRY', reason: `SendGrid answered ${code} about ${field}: check MAIL_FROM` };
  }
  const refused = code === 400 || code === 413;
  const about = field ? ` about ${field}` : '';
  return { outcome: refused ? 'REFUSED' : 'RETRY', reason: `SendGrid answered ${code}${about}` };
}

/** SendGrid takes no semicolon or comma in a name. */
function addressee({ email, name }: Address): Address {
  const safe = headerText((name ?? '').replace(/[;,<>"]/g, ' '));
  return safe ? { email, name: safe } : { email };
}
