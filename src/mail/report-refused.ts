import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { SendMail } from './transport.ts';

/** Sends as before; a mail that no second try will bring through is noted for whoever runs this. */
export function reportRefused(
  sendMail: SendMail,
  { log, metrics }: { log: Log; metrics: Pick<Metrics, 'mailsRefused'> },
): SendMail {
  return async (mails) => {
    const outcomes = await sendMail(mails);
    const sent = new Map(
      mails.flatMap(({ category, recipients }) =>
        recipients.map(({ key, customArgs }) => [key, { category, customArgs }]),
      ),
    );
    for (const one of outcomes) {
      const mail = sent.get(one.key);
      if (one.outcome !== 'REFUSED' || !mail) continue;
      const { category, customArgs } = mail;
      metrics.mailsRefused.inc({ category });
      log.error({ category, ...customArgs, reason: one.reason }, 'mail refused');
    }
    return outcomes;
  };
}
