import { createPublicKey } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { StartupError } from './errors.ts';

const text = z.string().trim().min(1);
const flag = (start: string, what: string) =>
  text.startsWith(start, { error: `must be ${what}, which starts with ${start}` });
const url = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((it) => it.replace(/\/$/, ''));

const publicAddress = url.refine((it) => /^https?:\/\/[^/?#]+$/.test(it), {
  error: 'must be an address without a path, such as https://bot.example',
});

const aPort = 'must be a port, from 0 to 65535';

const environment = z.object({
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must look like postgresql://user:password@host:5432/database, its password percent-encoded',
    })
    .optional(),
  DATA_DIR: text.default('.data'),
  PORT: text
    .regex(/^\d{1,5}$/, { error: aPort })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: aPort })
    .default(3000),
  PUBLIC_URL: publicAddress.optional(),
  TRUSTED_PROXIES: text
    .transform((it) => (/^\d{1,2}$/.test(it) ? Number(it) : it.split(/[\s,]+/).filter(Boolean)))
    .refine((it) => typeof it === 'number' || it.every(isAddressOrNetwork), {
      error: 'must be addresses and networks such as 10.0.0.5, 172.16.0.0/12, or a number of proxies',
    })
    .optional(),
  APP_SECRET: text.min(32, { error: 'must have at least 32 characters' }).optional(),
  SLACK_BOT_TOKEN: flag('xoxb-', "the bot's token").optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_APP_TOKEN: flag('xapp-', 'an app-level token').optional(),
  SLACK_CLIENT_ID: text.optional(),
  SLACK_CLIENT_SECRET: text.optional(),
  SLACK_API_URL: url.optional(),
  SENDGRID_API_KEY: text.optional(),
  SENDGRID_BASE_URL: url.optional(),
  SENDGRID_WEBHOOK_PUBLIC_KEY: text
    .refine(isVerificationKey, { error: 'must be the verification key that SendGrid shows' })
    .optional(),
  MAIL_FROM: z.email({ error: 'must be an e-mail address' }).optional(),
  PRODUCT_NAME: text.max(60, { error: 'must have at most 60 characters' }).default('Fluxera'),
  OWNER_SLACK_USER_ID: text
    .regex(/^[UW][A-Z0-9]+$/, { error: 'must be a Slack member ID such as U012ABCDEF' })
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .optional(),
});

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  const fits = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && fits && more.length === 0;
}

/** SendGrid shows it without the frame that keys have in files. */
function isVerificationKey(text: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
}

/** Every variable that is read. */
export const variableNames = Object.keys(environment.shape);

export type LogLevel = NonNullable<z.infer<typeof environment>['LOG_LEVEL']>;

export interface SlackConfig {
  botToken: string;
  /** How requests arrive: signed HTTP, or a Socket Mode connection. */
  receive: { by: 'http'; signingSecret: string } | { by: 'socket'; appToken: string };
  apiUrl: string | undefined;
}

export interface Config {
  /** undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  dataDir: string;
  port: number;
  /** undefined: this machine, at the port it listens on. */
  publicUrl: string | undefined;
  /** Whose word counts for the address of a client, beside proxies on this machine; or how many proxies there are. */
  trustedProxies: string[] | number;
  /** undefined: generated once and kept in the data folder. */
  appSecret: string | undefined;
  /** undefined: the sandbox. */
  slack: SlackConfig | undefined;
  /** undefined: mail goes to the outbox in the data folder. */
  sendgrid: { apiKey: string; baseUrl: string | undefined; timeoutMs?: number } | undefined;
  /** What SendGrid signs its events for. undefined: what becomes of mails is not heard. */
  sendgridWebhookKey: string | undefined;
  mailFrom: string;
  productName: string;
  ownerSlackUserId: string | undefined;
  /** undefined: `info`, or `warn` beside the sandbox, where people read the terminal. */
  logLevel: LogLevel | undefined;
}

/** Reads and checks the environment; throws a StartupError that names each variable that cannot be used. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new StartupError(`${problems.join('; ')}.`);
  }
  const values = parsed.data;
  const slack = slackConfig(values);
  if (values.DATABASE_URL && !values.APP_SECRET) {
    throw new StartupError(
      'APP_SECRET is missing: with DATABASE_URL it must be set, the same for every replica.',
    );
  }
  if (slack && !values.PUBLIC_URL) {
    throw new StartupError(
      'PUBLIC_URL is missing: links in mails need the address at which people reach this server.',
    );
  }
  if (values.SENDGRID_API_KEY && !values.MAIL_FROM) {
    throw new StartupError('MAIL_FROM is missing: SendGrid needs the verified address that mails come from.');
  }
  return {
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    appSecret: values.APP_SECRET,
    slack,
    sendgrid: values.SENDGRID_API_KEY
      ? { apiKey: values.SENDGRID_API_KEY, baseUrl: values.SENDGRID_BASE_URL }
      : undefined,
    sendgridWebhookKey: values.SENDGRID_WEBHOOK_PUBLIC_KEY,
    mailFrom: values.MAIL_FROM ?? 'invitations@fluxera.example',
    productName: values.PRODUCT_NAME,
    ownerSlackUserId: values.OWNER_SLACK_USER_ID,
    logLevel: values.LOG_LEVEL,
  };
}

function slackConfig(values: z.infer<typeof environment>): SlackConfig | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
  } = values;
  if (values.SLACK_CLIENT_ID || values.SLACK_CLIENT_SECRET) {
    throw new StartupError(
      'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (many Slack teams) are not supported yet: use SLACK_BOT_TOKEN for one team.',
    );
  }
  if (!botToken) {
    if (signingSecret || appToken)
      throw new StartupError('SLACK_BOT_TOKEN is missing: the other Slack settings need it.');
    return undefined;
  }
  if (signingSecret && appToken) {
    throw new StartupError(
      'SLACK_SIGNING_SECRET (HTTP) and SLACK_APP_TOKEN (Socket Mode) exclude each other: set one.',
    );
  }
  if (signingSecret)
    return { botToken, receive: { by: 'http', signingSecret }, apiUrl: values.SLACK_API_URL };
  if (appToken) return { botToken, receive: { by: 'socket', appToken }, apiUrl: values.SLACK_API_URL };
  throw new StartupError(
    'SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode) is missing beside SLACK_BOT_TOKEN.',
  );
}
