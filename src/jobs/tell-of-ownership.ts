import type { JobPayload } from '../deps.ts';
import { mailFrame } from '../mail/mail-frame.ts';
import { renderMail } from '../mail/render.ts';
import { UserNoticeMail } from '../mail/templates/user-notice-mail.tsx';
import { headerText } from '../mail/transport.ts';
import { readOwnershipNotice } from '../ownership/ownership-notice.ts';
import { postToChannel } from '../post-to-channel.ts';
import { datesIn } from '../utc-date.ts';
import { ownershipMessage, ownershipNoticeText } from '../views/ownership-notice.message.ts';
import type { JobEdge } from './edge.ts';
import { requireDelivered } from './require-delivered.ts';

type Notice = JobPayload<'mail-ownership-notice'>;

/** Mails one of the two what became of an offer of the ownership. */
export async function mailOwnershipNotice({ deps, sendMail }: JobEdge, payload: Notice): Promise<void> {
  const notice = await readOwnershipNotice(deps, payload);
  const { person, workspaceName, logoUrl, other } = notice;
  const { heading, paragraphs } = ownershipNoticeText(notice, {
    typed: (text) => text,
    other: other.name,
    date: datesIn('EN').dateAndTime,
    where: `, in Slack with the buttons of the message from ${deps.product.name}, or on the web at ${deps.product.publicUrl}/account`,
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
            key: `ownership-${payload.offerId}-${payload.what.toLowerCase()}-${payload.userId}`,
            to: { email: person.email, name: person.name },
            customArgs: { workspace_id: payload.workspaceId, user_id: payload.userId },
            substitutions: {},
          },
        ],
      },
    ]),
  );
}

/** Says the same in Slack; an offer, with buttons to answer it. */
export async function postOwnershipNotice(edge: JobEdge, payload: Notice): Promise<void> {
  const notice = await readOwnershipNotice(edge.deps, payload);
  const { slackUserId } = notice.person;
  if (slackUserId) await postToChannel(edge, slackUserId, ownershipMessage(notice));
}
