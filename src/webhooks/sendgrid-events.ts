import { z } from 'zod';
import type { DeliveryEvent } from '../invitations/record-delivery.ts';

/** As much as people read of what the mail service says. */
const DETAIL_MAX_LENGTH = 500;

/** SendGrid's names for what we keep; how links are clicked is not followed. */
const deliveries = {
  processed: 'SENT',
  deferred: 'DEFERRED',
  delivered: 'DELIVERED',
  open: 'OPENED',
  bounce: 'BOUNCED',
  dropped: 'DROPPED',
  spamreport: 'SPAM',
} as const;

/** An event of an invitation's mail, with the arguments that went out with it; those of other mails lack them. */
const event = z.object({
  event: z.enum(['processed', 'deferred', 'delivered', 'open', 'bounce', 'dropped', 'spamreport']),
  /** Seconds. */
  timestamp: z.number().int().min(0).max(4_000_000_000),
  workspace_id: z.uuid(),
  invitation_id: z.uuid(),
  version: z.coerce.number().int().min(1).max(2_147_483_647),
  kind: z.string().optional(),
  /** A program of the mailbox looked at the mail, not a person. */
  sg_machine_open: z.boolean().catch(false),
  reason: z.string().catch(''),
  response: z.string().catch(''),
});

/** What a request of SendGrid says of invitations; whatever else is in it is left out. undefined: it is no list of events. */
export function readSendGridEvents(body: string): DeliveryEvent[] | undefined {
  const list = z.array(z.unknown()).safeParse(parsedJson(body));
  if (!list.success) return undefined;
  return list.data.flatMap((one) => {
    const read = event.safeParse(one);
    return read.success ? deliveryEvent(read.data) : [];
  });
}

function deliveryEvent(said: z.infer<typeof event>): DeliveryEvent[] {
  const delivery = said.event === 'open' && said.sg_machine_open ? 'DELIVERED' : deliveries[said.event];
  const isBad = delivery === 'BOUNCED' || delivery === 'DROPPED' || delivery === 'SPAM';
  // A reminder that arrives says nothing of the mail before it; one that does not, that the address is no good.
  if (said.kind === 'reminder' && !isBad) return [];
  const { workspace_id: workspaceId, invitation_id: id, version, timestamp } = said;
  const detail = isBad || delivery === 'DEFERRED' ? storable(said.reason || said.response) : '';
  return [{ workspaceId, id, version, delivery, at: new Date(timestamp * 1000), detail }];
}

/** One line of what another mail server answered; PostgreSQL takes no half letters and no control characters. */
function storable(text: string): string {
  return text
    .slice(0, DETAIL_MAX_LENGTH)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
