import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { UserDetails } from '../users/read-user.ts';
import { calendarDay } from '../utc-date.ts';
import { accessUntilField, submittedAccessUntil } from './access-until-field.ts';
import { reasonField, submittedReason } from './reason-field.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { formMetadataText, readFormMetadata, type ViewBelow } from './stacked-views.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

export const END_DATE_FORM = 'set_end_date';

/** Says until when somebody has access, and what follows. */
export function setEndDateModal(user: UserDetails, below?: ViewBelow): ModalView {
  const { name, accessUntil } = user;
  const now = accessUntil
    ? `*${escapeMrkdwn(name)} has access until ${calendarDay(accessUntil)}.*`
    : `*The access of ${escapeMrkdwn(name)} does not end.*`;
  return {
    type: 'modal',
    callback_id: END_DATE_FORM,
    title: plainText('Set end date'),
    submit: plainText('Confirm'),
    close: plainText(below ? 'Back' : 'Close'),
    private_metadata: formMetadataText({ ...user, below }),
    blocks: [
      section(
        `${now}\nWhen the last day is over they become inactive by themselves: they are signed out, and their seat is free. 14 and 2 days before, whoever invited them is reminded.`,
      ),
      accessUntilField(accessUntil, 'Their last day. Take it out, and the access does not end.'),
      reasonField(),
    ],
  };
}

const submitted = z.object({ access_until: submittedAccessUntil, reason: submittedReason });

export function readEndDateForm(view: { private_metadata: string; state: { values: unknown } }) {
  const { access_until: accessUntil, reason } = submitted.parse(view.state.values);
  return { ...readFormMetadata(view.private_metadata), accessUntil, reason };
}

/** The refusals that belong to the day. */
export function endDateErrors(refusal: AnyRefusal, product: { name: string }) {
  if (refusal.code !== 'ACCESS_END_OUT_OF_RANGE') return undefined;
  return { access_until: refusalText(refusal, product.name, besideField) };
}
