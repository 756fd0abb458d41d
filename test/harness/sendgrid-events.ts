import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface SignedWebhook {
  /** What SendGrid shows for SENDGRID_WEBHOOK_PUBLIC_KEY. */
  publicKey: string;
  /** Posts events as SendGrid does; a text goes as it is. `key`: somebody else's. */
  post(botUrl: string, events: object[] | string, options?: { key?: KeyObject }): Promise<Response>;
}

/** SendGrid's side of its signed event webhook, with a key pair of its own. */
export function createSignedWebhook(): SignedWebhook {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    post: (botUrl, events, { key = privateKey } = {}) => {
      const body = typeof events === 'string' ? events : JSON.stringify(events);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = sign('sha256', Buffer.from(timestamp + body), key).toString('base64');
      return fetch(`${botUrl}/webhooks/sendgrid`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-twilio-email-event-webhook-signature': signature,
          'x-twilio-email-event-webhook-timestamp': timestamp,
        },
        body,
      });
    },
  };
}

interface MailedInvitation {
  workspaceId: string;
  id: string;
  version: number;
  email: string;
}

/** An event as SendGrid's reference shows it, with the arguments of an invitation's mail. */
export function eventOf({ workspaceId, id, version, email }: MailedInvitation, more: object): object {
  return {
    email,
    timestamp: Math.floor(Date.now() / 1000),
    'smtp-id': '<14c5d75ce93.dfd.64b469@ismtpd-555>',
    category: ['invitation'],
    sg_event_id: 'ZGVsaXZlcmVkLTAtMTIzNDU2Nzg',
    sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
    workspace_id: workspaceId,
    invitation_id: id,
    version: String(version),
    ...more,
  };
}
