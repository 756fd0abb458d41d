import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserDetails } from '../users/read-user.ts';
import { reasonField, submittedReason } from './reason-field.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';
import { toldBy } from './user-words.ts';

export const SECOND_FACTOR_FORM = 'reset_second_factor';

/** Says what it means to reset the second factor of somebody who lost it. */
export function resetSecondFactorModal(user: UserDetails, below?: ViewBelow): ModalView {
  return {
    type: 'modal',
    callback_id: SECOND_FACTOR_FORM,
    title: plainText('Reset second factor'),
    submit: plainText('Reset'),
    close: plainText(below ? 'Back' : 'Close'),
    private_metadata: formMetadataText({ ...user, below }),
    blocks: [
      section(
        [
          `*If you reset the second factor of ${escapeMrkdwn(user.name)}:*`,
          '• their password alone is enough to sign in on the web, and to set up another one',
          '• their backup codes work no more, and they are signed out everywhere',
          `${toldBy(user)} Make sure that it is really they who ask: talk to them first.`,
        ].join('\n'),
      ),
      reasonField(),
    ],
  };
}

const submitted = z.object({ reason: submittedReason });

export function readSecondFactorForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { reason } = submitted.parse(view.state.values);
  return { ...readFormMetadata(view.private_metadata), reason };
}
