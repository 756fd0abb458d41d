import type { Deps, JobPayload } from '../deps.ts';
import { invitationLink } from '../invitations/invitation-link.ts';
import { mailFrame } from '../mail/mail-frame.ts';
import { renderMail } from '../mail/render.ts';
import { ReminderMail } from '../mail/templates/reminder-mail.tsx';
import { headerText, type SendMail } from '../mail/transport.ts';
import { fullName } from '../users/full-name.ts';
import { requireDelivered } from './require-delivered.ts';

/**
 * Mails the link of an invitation once more; nothing where it was accepted, canceled or sent again meanwhile. A job for
 * each mail: a next try repeats no other.
 */
export async function mailReminder(
  { deps, sendMail }: { deps: Deps; sendMail: SendMail },
  { workspaceId, invitationId: id, version }: JobPayload<'mail-reminder'>,
): Promise<void> {
  const invitation = await deps.db.invitation.findFirst({
    where: { workspaceId, id, version, status: 'PENDING', expiresAt: { gt: deps.now() } },
    include: { workspace: true, inviter: true, role: true },
  });
  if (!invitation) return;
  const { workspace, inviter, role, email, firstName, lastName } = invitation;
  const frame = mailFrame(deps.product, workspace);
  const props = {
    ...frame,
    inviterName: headerText(fullName(inviter)),
    inviterEmail: inviter.email,
    email,
    greeting: frame.words.hello(invitation),
    roleName: role.name,
    url: invitationLink(deps, invitation),
    endsAt: frame.words.dates.dateAndTime(invitation.expiresAt),
  };
  requireDelivered(
    await sendMail([
      {
        subject: headerText(frame.words.reminder.subject(props)),
        ...(await renderMail(ReminderMail(props))),
        category: 'invitation',
        recipients: [
          {
            key: `reminder-${id}-${version}`,
            to: { email, name: `${firstName} ${lastName}`.trim() },
            customArgs: {
              workspace_id: workspaceId,
              invitation_id: id,
              version: String(version),
              kind: 'reminder',
            },
            substitutions: {},
          },
        ],
      },
    ]),
  );
}
