import type { JobPayload } from '../deps.ts';
import { mailFrame } from '../mail/mail-frame.ts';
import { renderMail } from '../mail/render.ts';
import { AddressMail } from '../mail/templates/address-mail.tsx';
import { headerText } from '../mail/transport.ts';
import { addressLink } from '../users/address-link.ts';
import { fullName } from '../users/full-name.ts';
import type { JobEdge } from './edge.ts';
import { requireDelivered } from './require-delivered.ts';

/** Mails the link that makes a new address count, to that address; nothing where another is wanted meanwhile. */
export async function mailAddressChange(
  { deps, sendMail }: Pick<JobEdge, 'deps' | 'sendMail'>,
  { workspaceId, userId, revision }: JobPayload<'mail-address-change'>,
): Promise<void> {
  const user = await deps.db.user.findFirst({
    where: { workspaceId, id: userId, revision, status: 'ACTIVE' },
    include: { workspace: true },
  });
  if (!user?.pendingEmail) return;
  const { url, expiresAt } = addressLink(deps, user);
  const frame = mailFrame(deps.product, user.workspace);
  const props = {
    ...frame,
    firstName: user.firstName,
    lastName: user.lastName,
    oldEmail: user.email,
    newEmail: user.pendingEmail,
    url,
    endsAt: frame.words.dates.dateAndTime(expiresAt),
  };
  requireDelivered(
    await sendMail([
      {
        subject: headerText(frame.words.address.subject(props)),
        ...(await renderMail(AddressMail(props))),
        category: 'verification',
        recipients: [
          {
            key: `address-${user.id}-${revision}`,
            to: { email: user.pendingEmail, name: fullName(user) },
            customArgs: { workspace_id: workspaceId, user_id: user.id },
            substitutions: {},
          },
        ],
      },
    ]),
  );
}
