import type { UserNotice } from '../users/user-notice.ts';
import { escapeMrkdwn, joined, mention, section } from './text.ts';

const fieldWords: Record<UserNotice['changed'][number], string> = {
  NAME: 'name',
  ADDRESS: 'email address',
  PHONE: 'phone number',
  DEPARTMENT: 'department',
  JOB_TITLE: 'job title',
};

/** What somebody is told of a change of their account: a heading and paragraphs, in the writing of the medium. */
export function userNoticeText(
  notice: UserNotice,
  style: { typed(text: string): string; actor: string },
): { heading: string; paragraphs: string[] } {
  const workspace = style.typed(notice.workspaceName);
  const { actor } = style;
  switch (notice.what) {
    case 'PROFILE_CHANGED':
      return {
        heading: 'Your profile was changed',
        paragraphs: [
          `${actor} changed your ${joined(
            notice.changed.map((field) => fieldWords[field]),
            'and',
          )} in ${workspace}.`,
          ...(notice.changed.includes('ADDRESS')
            ? [
                'A new email address counts when it is verified by the mail to it; until then the old one does.',
              ]
            : []),
          'If that is not right, tell them.',
        ],
      };
    case 'ROLE_CHANGED':
      return {
        heading: 'Your role was changed',
        paragraphs: [
          `${actor} changed your role in ${workspace}. You are ${style.typed(notice.roleName)} now.`,
          notice.abilities ? `You can ${notice.abilities}.` : 'That role has no permissions yet.',
        ],
      };
    case 'DEACTIVATED':
      return {
        heading: 'Your account was deactivated',
        paragraphs: [
          `${actor} deactivated your account in ${workspace}. You cannot sign in or use it in Slack any more.`,
          'Nothing was deleted. If you need your account, ask them to reactivate it.',
        ],
      };
    case 'REACTIVATED':
      return {
        heading: 'Your account is active again',
        paragraphs: [
          `${actor} reactivated your account in ${workspace}. You have access again, as ${style.typed(notice.roleName)}.`,
        ],
      };
  }
}

/** The same as a message. */
export function userNoticeMessage(notice: UserNotice) {
  const { heading, paragraphs } = userNoticeText(notice, {
    typed: escapeMrkdwn,
    actor: mention(notice.actor),
  });
  const text = paragraphs.join('\n');
  return { text, blocks: [section(`*${heading}*\n${text}`)] };
}
