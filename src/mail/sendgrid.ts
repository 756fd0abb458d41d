import client from '@sendgrid/client';
import service from '@sendgrid/mail';
import { z } from 'zod';
import { type Address, headerText, type Mail, type MailOutcome, type SendMail } from './transport.ts';

export interface SendGridSettings {
  apiKey: string;
  /** undefined: SendGrid's own. */
  baseUrl: string | undefined;
  from: Address;
  /** Whether somebody hears of it when an invitation is opened. */
  followOpens: boolean;
}

const AT_ONCE = 10;
const TIMEOUT_MS = 30_000;

/** The library keeps its settings to itself, one for each process. */
export function createSendGrid({ apiKey, baseUrl, ...settings }: SendGridSettings): SendMail {
  client.setApiKey(apiKey);
  // After the key, because setting that sets the address as well.
  if (baseUrl) client.setDefaultRequest('baseUrl', baseUrl);
  service.setClient(client);
  service.setTimeout(TIMEOUT_MS);
  return async (mails) => {
    const queue = [...mails];
    const outcomes: MailOutcome[] = [];
    const worker = async () => {
      for (let mail = queue.shift(); mail; mail = queue.shift()) {
        outcomes.push(await sendOne(settings, mail));
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, mails.length) }, worker));
    return outcomes;
  };
}

async function sendOne(
  { from, followOpens }: Pick<SendGridSettings, 'from' | 'followOpens'>,
  mail: Mail,
): Promise<MailOutcome> {
  try {
    await service.send({
      from: recipient(from),
      to: recipient(mail.to),
      subject: headerText(mail.subject),
      html: mail.html,
      text: mail.text,
      categories: [mail.category],
      customArgs: mail.customArgs,
      // Links in these mails carry tokens, which must not pass through anybody else's server.
      trackingSettings: {
        clickTracking: { enable: false, enableText: false },
        openTracking: { enable: followOpens && mail.category === 'invitation' },
        subscriptionTracking: { enable: false },
      },
    });
    return { key: mail.key, outcome: 'SENT' };
  } catch (error) {
    return { key: mail.key, ...judge(error) };
  }
}

const failure = z.object({
  code: z.union([z.number(), z.string()]),
  response: z
    .object({ body: z.object({ errors: z.array(z.object({ field: z.string().nullish() })) }) })
    .optional()
    .catch(undefined),
});

/** SendGrid's answers repeat addresses and content, so only the code and the name of the wrong field are kept. */
function judge(error: unknown): { outcome: 'REFUSED' | 'RETRY'; reason: string } {
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
function recipient({ email, name }: Address): Address {
  const safe = headerText((name ?? '').replace(/[;,<>"]/g, ' '));
  return safe ? { email, name: safe } : { email };
}
