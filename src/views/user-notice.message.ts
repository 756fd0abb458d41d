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

const NOT_YOU =
  'If this was not you, choose a new password with “Forgot your password?” on the page to sign in, and tell an admin.';

/** Who did what no user did. */
export const NO_USER = 'Whoever runs this program';

/** What somebody is told of a change of their account: a heading and paragraphs, in the writing of the medium. */
export function userNoticeText(
  notice: UserNotice,
  style: { typed(text: string): string; actor: string; day(day: Date): string },
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
            ? `${actor} gave you access to ${workspace} until ${style.day(notice.accessUntil)}. After that day you cannot sign in or use it in Slack.`
            : `${actor} took the end of your access to ${workspace} away: it does not end by itself any more.`,
        ],
      };
    case 'ACCESS_ENDED':
      return {
        heading: 'Your access has ended',
        paragraphs: [
          `You had access to ${workspace}${notice.accessUntil ? ` until ${style.day(notice.accessUntil)}` : ''}, and that day is over. You cannot sign in or use it in Slack any more.`,
          'Nothing was deleted. If you need it for longer, ask an admin to reactivate your account.',
        ],
      };
    case 'SECOND_FACTOR_RESET':
      return {
        heading: 'Your second factor was reset',
        paragraphs: [
          `${actor} reset the second factor of your account in ${workspace}. You are signed out on the web, and your password alone is enough to sign in and to set up another one.`,
          'Do so soon, on your account’s page. If you did not ask for this, choose a new password and tell them.',
        ],
      };
    case 'SECOND_FACTOR_ON':
      return {
        heading: 'Your second factor is on',
        paragraphs: [
          'To sign in on the web, a code of an app is needed after your password. You were signed out everywhere else.',
          'If this was not you, have it reset: by an admin or, if you are the Owner or in several workspaces, by whoever runs this program. Then choose a new password.',
        ],
      };
    case 'SECOND_FACTOR_OFF':
      return {
        heading: 'Your second factor is off',
        paragraphs: ['Your password alone is enough to sign in on the web.', NOT_YOU],
      };
    case 'BACKUP_CODES_MADE':
      return {
        heading: 'You have new backup codes',
        paragraphs: [
          'New backup codes were made for your second factor. The old ones work no more.',
          NOT_YOU,
        ],
      };
    case 'BACKUP_CODE_USED':
      return {
        heading: 'A backup code was used',
        paragraphs: [
          'Somebody signed in with your password and one of your backup codes, which works no more.',
          NOT_YOU,
        ],
      };
    case 'PASSWORD_SET':
      return {
        heading: 'You have a new password',
        paragraphs: [
          'A new password was chosen by the link of a mail to you, and you were signed out everywhere.',
          'If this was not you, somebody reads your mails: change the password of your mailbox first, then choose a new one here, and tell an admin.',
        ],
      };
    case 'CODES_REFUSED':
      return {
        heading: 'Somebody entered wrong codes',
        paragraphs: [
          'Your password was right, and ten codes after it were wrong, so no code is taken for a quarter of an hour. Nobody was let in.',
          'If this was not you, somebody knows your password: choose a new one with “Forgot your password?” on the page to sign in.',
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
    actor: notice.actor ? mention(notice.actor) : NO_USER,
    day: calendarDay,
  });
  const text = paragraphs.join('\n');
  return { text, blocks: [section(`*${heading}*\n${text}`)] };
}
