import type { ModalView } from '@slack/types';
import { escapeMrkdwn, plainText, section } from './text.ts';

/** A license key, for whoever asked for it, on top of the details that hide it. */
export function licenseKeyModal({ name, key }: { name: string; key: string }): ModalView {
  return {
    type: 'modal',
    callback_id: 'license_key',
    title: plainText('License key'),
    close: plainText('Back'),
    blocks: [
      section(`The key of *${escapeMrkdwn(name)}*. That you looked at it is in the history.`),
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: key }] }],
      },
    ],
  };
}
