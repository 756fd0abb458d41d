import type { UserNotice } from '../users/user-notice.ts';
import { calendarDay } from '../utc-date.ts';
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
    case 'ROLE_EDITED':
      return {
        heading: 'Your role permits something else now',
        paragraphs: [
          `${actor} changed what your role, ${style.typed(notice.roleName)}, permits in ${workspace}.`,
          notice.abilities ? `You can ${notice.abilities}.` : 'It has no permissions any more.',
        ],
      };
    case 'ACCESS_END_SET':
      return {
        heading: 'Your access has another last day',
        paragraphs: [
          notice.accessUntil
            ? `${actor} gave you access to ${workspace} until ${calendarDay(notice.accessUntil)}. After that day you cannot sign in or use it in Slack.`
            : `${actor} took the end of your access to ${workspace} away: it does not end by itself any more.`,
        ],
      };
    case 'ACCESS_ENDED':
      return {
        heading: 'Your access has ended',
        paragraphs: [
          `You had access to ${workspace}${notice.accessUntil ? ` until ${calendarDay(notice.accessUntil)}` : ''}, and that day is over. You cannot sign in or use it in Slack any more.`,
          'Nothing was deleted. If you need it for longer, ask an admin to reactivate your account.',
        ],
      };
    case 'SECOND_FACTOR_RESET':
      return {
        heading: 'Your second factor was reset',
        paragraphs: [
          `${actor} reset the second factor of your account in ${workspace}. You are signed out on the web, and your password alone is enough to sign in.`,
          'Sign in, and set up another one on your account’s page. If you did not ask for this, choose a new password and tell them.',
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
    actor: notice.actor ? mention(notice.actor) : 'An admin',
  });
  const text = paragraphs.join('\n');
  return { text, blocks: [section(`*${heading}*\n${text}`)] };
}
