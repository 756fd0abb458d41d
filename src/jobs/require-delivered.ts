import type { MailOutcome } from '../mail/transport.ts';

/** Fails the job, so that the queue tries it again, where a mail may yet go through. */
export function requireDelivered(outcomes: MailOutcome[]): void {
  const open = outcomes.flatMap((one) => (one.outcome === 'RETRY' ? [one.reason] : []));
  if (open.length > 0) {
    throw new Error(`${open.length} of ${outcomes.length} mails are still to be sent: ${open[0]}`);
  }
}
