import { EventWebhook, EventWebhookHeader } from '@sendgrid/eventwebhook';
import express, { type RequestHandler, Router } from 'express';
import type { Deps } from '../deps.ts';
import { recordDelivery } from '../invitations/record-delivery.ts';
import type { Log } from '../log.ts';
import { readSendGridEvents } from './sendgrid-events.ts';

interface WebhookParts {
  deps: Deps;
  /** undefined: nobody could tell SendGrid's word from anybody's, so there is nothing here. */
  publicKey: string | undefined;
  log: Log;
}

/**
 * `POST /webhooks/sendgrid`: what became of mails. Everything that is signed gets a good answer, because SendGrid sends
 * again what does not; whatever is not, gets the same answer whatever it says.
 */
export function sendGridWebhook({ deps, publicKey, log }: WebhookParts): Router {
  const router = Router();
  if (!publicKey) {
    return router.post('/webhooks/sendgrid', (_request, response) => void response.sendStatus(404));
  }
  return router.post(
    '/webhooks/sendgrid',
    express.raw({ type: () => true, limit: '5mb' }),
    requireSignature(publicKey, log),
    async (request, response) => {
      const events = readSendGridEvents(String(request.body));
      if (!events) {
        log.warn({ reason: 'unreadable_request' }, 'sendgrid request refused');
        response.sendStatus(400);
        return;
      }
      if (events.length > 0) await recordDelivery(deps, events);
      response.sendStatus(204);
    },
  );
}

function requireSignature(publicKey: string, log: Log): RequestHandler {
  const webhook = new EventWebhook();
  const key = webhook.convertPublicKeyToECDSA(publicKey);
  return (request, response, next) => {
    const body: unknown = request.body;
    const signature = request.get(EventWebhookHeader.SIGNATURE()) ?? '';
    const timestamp = request.get(EventWebhookHeader.TIMESTAMP()) ?? '';
    if (Buffer.isBuffer(body) && isSigned(() => webhook.verifySignature(key, body, signature, timestamp))) {
      next();
      return;
    }
    log.warn({ reason: 'invalid_signature' }, 'sendgrid request refused');
    response.sendStatus(401);
  };
}

/** The library throws where a signature is none at all. */
function isSigned(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
