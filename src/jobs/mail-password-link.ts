import type { Deps, JobPayload } from '../deps.ts';
import { findPasswordHash } from '../identities/password-credential.ts';
import { passwordLink } from '../identities/password-link.ts';
import { mailFrame } from '../mail/mail-frame.ts';
import { renderMail } from '../mail/render.ts';
import { PasswordMail } from '../mail/templates/password-mail.tsx';
import { headerText, type SendMail } from '../mail/transport.ts';
import { requireDelivered } from './require-delivered.ts';

/**
 * Mails a link to choose a password; nothing to nobody (an unknown address was typed), to people who are deactivated
 * everywhere, or to a new Owner who has a password already.
 */
export async function mailPasswordLink(
  { deps, sendMail }: { deps: Deps; sendMail: SendMail },
  { identityId, because }: JobPayload<'mail-password-link'>,
): Promise<void> {
  const identity = await deps.db.identity.findFirst({
    where: { id: identityId, users: { some: { status: { not: 'INACTIVE' } } } },
    include: {
      users: {
        where: { status: { not: 'INACTIVE' } },
        select: { firstName: true, lastName: true, workspace: true },
        orderBy: { createdAt: 'desc' },
        take: 1,
      },
    },
  });
  const [user] = identity?.users ?? [];
  if (!identity || !user) return;
  const { id, email, name } = identity;
  const passwordHash = await findPasswordHash(deps.db, id);
  if (because === 'SET_UP' && passwordHash) return;
  const { url, expiresAt } = passwordLink(deps, { id, email, passwordHash });
  const { workspace, firstName, lastName } = user;
  const frame = mailFrame(deps.product, workspace);
  const endsAt = frame.words.dates.dateAndTime(expiresAt);
  const props = { ...frame, because, firstName, lastName, email, url, endsAt };
  requireDelivered(
    await sendMail([
      {
        subject: headerText(frame.words.password[because].subject(props)),
        ...(await renderMail(PasswordMail(props))),
        category: 'password',
        recipients: [
          {
            key: `password-${id}-${expiresAt.getTime()}`,
            to: { email, name },
            customArgs: { identity_id: id },
            substitutions: {},
          },
        ],
      },
    ]),
  );
}
