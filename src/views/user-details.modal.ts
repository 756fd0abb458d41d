import type { KnownBlock, ModalView } from '@slack/types';
import type { UserDetails } from '../users/read-user.ts';
import { calendarDay } from '../utc-date.ts';
import { noticeBlock } from './notice-block.ts';
import { ownershipBlocks } from './ownership-blocks.ts';
import { detailsMetadataText, type ViewBelow } from './stacked-views.ts';
import { clipped, escapeMrkdwn, plainText, section, slackDate, slackDay } from './text.ts';
import { userButtons } from './user-buttons.ts';
import { userHistoryBlock } from './user-history.ts';
import { thingsBlocks } from './user-things.ts';

export const USER_DETAILS = 'user_details';

interface DetailsFacts {
  below?: ViewBelow | undefined;
  notice?: { text: string; isRefusal: boolean };
}

/** One person with everything that there is to know about them. */
export function userDetailsModal(user: UserDetails, { below, notice }: DetailsFacts): ModalView {
  const buttons = userButtons(user);
  return {
    type: 'modal',
    callback_id: USER_DETAILS,
    title: plainText('Person'),
    close: plainText(below ? 'Back' : 'Close'),
    private_metadata: detailsMetadataText({ id: user.id, below }),
    blocks: [
      ...(notice ? [noticeBlock(notice)] : []),
      { type: 'header', text: plainText(clipped(user.name, 150)) },
      section(contact(user).join('\n')),
      section(
        `*Role: ${escapeMrkdwn(user.role.name)}*\n${user.abilities ? `Can ${user.abilities}.` : 'It has no permissions yet.'}`,
      ),
      section([...standing(user), ...secondFactor(user), ...lasting(user)].join('\n')),
      ...(buttons.length > 0
        ? [{ type: 'actions', block_id: 'user_actions', elements: buttons } satisfies KnownBlock]
        : []),
      ...ownershipBlocks(user),
      ...thingsBlocks(user),
      { type: 'divider' },
      { type: 'header', text: plainText('History') },
      ...(user.history.length > 0
        ? user.history.map(userHistoryBlock)
        : [section('Nothing has been recorded about this account yet.')]),
    ],
  };
}

/** What is not known is left out. */
function contact({ email, pendingEmail, slackUserId, phone, department, jobTitle }: UserDetails): string[] {
  const typed = (text: string) => escapeMrkdwn(clipped(text, 200));
  return [
    `*Email Address:* ${escapeMrkdwn(email)}`,
    ...(pendingEmail ? [`*New Address:* ${escapeMrkdwn(pendingEmail)}, not verified yet`] : []),
    `*Slack:* ${slackUserId ? `<@${slackUserId}>` : 'not linked yet'}`,
    ...(phone ? [`*Phone Number:* ${typed(phone)}`] : []),
    ...(department ? [`*Department:* ${typed(department)}`] : []),
    ...(jobTitle ? [`*Job Title:* ${typed(jobTitle)}`] : []),
  ];
}

function secondFactor({ status, hasSecondFactor }: UserDetails): string[] {
  if (hasSecondFactor === null || status !== 'ACTIVE') return [];
  return [`*Second Factor:* ${hasSecondFactor ? 'on' : 'not yet'}`];
}

function lasting({ accessUntil }: UserDetails): string[] {
  return accessUntil ? [`*Access Until:* ${calendarDay(accessUntil)}`] : [];
}

function standing({ status, createdAt, activatedAt, deactivatedAt, lastSignInAt }: UserDetails): string[] {
  const signedIn = lastSignInAt
    ? `Last sign-in on the web: ${slackDate(lastSignInAt)}`
    : 'Has not signed in on the web yet';
  switch (status) {
    case 'ACTIVE':
      return [`*Status: Active* since ${slackDay(activatedAt ?? createdAt)}`, signedIn];
    case 'UNVERIFIED':
      return [`*Status: Address not verified yet*`, `Created the account on ${slackDay(createdAt)}`];
    case 'INACTIVE':
      return [`*Status: Inactive*${deactivatedAt ? ` since ${slackDay(deactivatedAt)}` : ''}`, signedIn];
  }
}
