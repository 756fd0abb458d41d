import type { Deps, JobPayload } from '../deps.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { invitationLink } from '../invitations/invitation-link.ts';
import { type DeliveryEvent, recordDelivery } from '../invitations/record-delivery.ts';
import { renderMail } from '../mail/render.ts';
import {
  InvitationMail,
  type InvitationMailProps,
  invitationSubject,
} from '../mail/templates/invitation-mail.tsx';
import { headerText, type Mail, type MailOutcome, type SendMail } from '../mail/transport.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { fullName } from '../users/full-name.ts';
import { utcDateAndTime } from '../utc-date.ts';
import { requireDelivered } from './require-delivered.ts';

const include = {
  workspace: true,
  inviter: true,
  role: { include: { permissions: true } },
} satisfies Prisma.InvitationInclude;

type Row = Prisma.InvitationGetPayload<{ include: typeof include }>;

/** Mails those of the invitations that are still open in this version and not mailed yet. */
export async function mailInvitations(
  { deps, sendMail }: { deps: Deps; sendMail: SendMail },
  { workspaceId, invitations }: JobPayload<'mail-invitations'>,
): Promise<void> {
  const rows = await deps.db.invitation.findMany({
    where: {
      workspaceId,
      OR: invitations.map(({ id, version }) => ({ id, version })),
      status: 'PENDING',
      delivery: 'QUEUED',
      expiresAt: { gt: deps.now() },
    },
    include,
  });
  if (rows.length === 0) return;
  const mails = await Promise.all(rows.map((row) => invitationMail(deps, row)));
  const outcomes = await sendMail(mails);
  await markDelivery(deps, rows, outcomes);
  requireDelivered(outcomes);
}

function mailKey({ id, version }: Row): string {
  return `invitation-${id}-${version}`;
}

async function invitationMail(deps: Deps, row: Row): Promise<Mail> {
  const { workspace, inviter, role, email, firstName, message } = row;
  const props: InvitationMailProps = {
    productName: deps.product.name,
    workspaceName: workspace.name,
    inviterName: headerText(fullName(inviter)),
    inviterEmail: inviter.email,
    ...{ email, firstName, message },
    roleName: role.name,
    abilities: permissionsInSentence(role.permissions.map(({ permission }) => permission)),
    url: invitationLink(deps, row),
    endsAt: utcDateAndTime(row.expiresAt),
  };
  return {
    key: mailKey(row),
    to: { email, name: `${firstName} ${row.lastName}`.trim() },
    subject: headerText(invitationSubject(props)),
    ...(await renderMail(InvitationMail(props))),
    category: 'invitation',
    customArgs: { workspace_id: row.workspaceId, invitation_id: row.id, version: String(row.version) },
  };
}

/** Of those that were refused, the inviters hear. An event of a mail may have come first, and knows more. */
async function markDelivery(deps: Deps, rows: Row[], outcomes: MailOutcome[]): Promise<void> {
  const results = new Map(outcomes.map((outcome) => [outcome.key, outcome]));
  const at = deps.now();
  const events = rows.flatMap((row): DeliveryEvent[] => {
    const result = results.get(mailKey(row));
    const { workspaceId, id, version } = row;
    if (result?.outcome === 'SENT') return [{ workspaceId, id, version, delivery: 'SENT', at, detail: '' }];
    if (result?.outcome !== 'REFUSED') return [];
    return [{ workspaceId, id, version, delivery: 'DROPPED', at, detail: result.reason }];
  });
  await recordDelivery(deps, events);
}
