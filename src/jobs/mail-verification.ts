import type { Deps, JobPayload } from '../deps.ts';
import { mailFrame } from '../mail/mail-frame.ts';
import { renderMail } from '../mail/render.ts';
import { VerificationMail } from '../mail/templates/verification-mail.tsx';
import { headerText, type SendMail } from '../mail/transport.ts';
import { fullName } from '../users/full-name.ts';
import { verificationLink } from '../users/verification-link.ts';
import { requireDelivered } from './require-delivered.ts';

/** Mails the link that verifies an address; nothing for somebody who is verified meanwhile. */
export async function mailVerification(
  { deps, sendMail }: { deps: Deps; sendMail: SendMail },
  { workspaceId, userId }: JobPayload<'mail-verification'>,
): Promise<void> {
  const user = await deps.db.user.findFirst({
    where: { workspaceId, id: userId, status: 'UNVERIFIED' },
    include: { workspace: true },
  });
  if (!user) return;
  const { url, expiresAt } = verificationLink(deps, user);
  const frame = mailFrame(deps.product, user.workspace);
  const props = {
    ...frame,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    url,
    endsAt: frame.words.dates.dateAndTime(expiresAt),
  };
  requireDelivered(
    await sendMail([
      {
        subject: headerText(frame.words.verification.subject(props)),
        ...(await renderMail(VerificationMail(props))),
        category: 'verification',
        recipients: [
          {
            key: `verification-${user.id}-${expiresAt.getTime()}`,
            to: { email: user.email, name: fullName(user) },
            customArgs: { workspace_id: workspaceId, user_id: user.id },
            substitutions: {},
          },
        ],
      },
    ]),
  );
}
