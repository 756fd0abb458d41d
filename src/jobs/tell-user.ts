import type { JobPayload } from '../deps.ts';
import { mailFrame } from '../mail/mail-frame.ts';
import { renderMail } from '../mail/render.ts';
import { UserNoticeMail } from '../mail/templates/user-notice-mail.tsx';
import { headerText } from '../mail/transport.ts';
import { postToChannel } from '../post-to-channel.ts';
import { readUserNotice } from '../users/user-notice.ts';
import { datesIn } from '../utc-date.ts';
import { NO_USER, userNoticeMessage, userNoticeText } from '../views/user-notice.message.ts';
import type { JobEdge } from './edge.ts';
import { requireDelivered } from './require-delivered.ts';

type Notice = JobPayload<'mail-user-notice'>;

/** Mails somebody what was done to their account. */
export async function mailUserNotice({ deps, sendMail }: JobEdge, payload: Notice): Promise<void> {
  const notice = await readUserNotice(deps, payload);
  const { person, workspaceName, logoUrl, actor } = notice;
  const { heading, paragraphs } = userNoticeText(notice, {
    typed: (text) => text,
    actor: actor?.name ?? NO_USER,
    day: datesIn('EN').calendarDay,
  });
  // In the language of the message in Slack that says the same.
  const frame = mailFrame(deps.product, { name: workspaceName, logoUrl, language: 'EN' });
  const props = { ...frame, ...person, heading, paragraphs };
  requireDelivered(
    await sendMail([
      {
        subject: headerText(`${heading} in ${workspaceName}`),
        ...(await renderMail(UserNoticeMail(props))),
        category: 'account',
        recipients: [
          {
            key: `${countedBy(payload.what)}-${payload.userId}-${payload.revision}`,
            to: { email: person.email, name: person.name },
            customArgs: { workspace_id: payload.workspaceId, user_id: payload.userId },
            substitutions: {},
          },
        ],
      },
    ]),
  );
}

/** Roles and sign-ins are changed without the account. Two things happen to a sign-in in one moment where they differ. */
function countedBy(what: Notice['what']): string {
  switch (what) {
    case 'ROLE_EDITED':
      return 'role';
    case 'PASSWORD_SET':
    case 'SECOND_FACTOR_ON':
    case 'SECOND_FACTOR_OFF':
    case 'BACKUP_CODES_MADE':
    case 'BACKUP_CODE_USED':
    case 'CODES_REFUSED':
      return what.toLowerCase().replaceAll('_', '-');
    default:
      return 'account';
  }
}

/** Says the same in Slack, where they are known there. */
export async function postUserNotice(edge: JobEdge, payload: Notice): Promise<void> {
  const notice = await readUserNotice(edge.deps, payload);
  const { slackUserId } = notice.person;
  if (slackUserId) await postToChannel(edge, slackUserId, userNoticeMessage(notice));
}
