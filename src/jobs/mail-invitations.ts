import { inTransaction } from '../database/in-transaction.ts';
import type { Deps, JobPayload } from '../deps.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { invitationLink } from '../invitations/invitation-link.ts';
import { renderMail } from '../mail/render.ts';
import {
  InvitationMail,
  type InvitationMailProps,
  invitationSubject,
} from '../mail/templates/invitation-mail.tsx';
import { headerText, type Mail, type MailOutcome, type SendMail } from '../mail/transport.ts';
import { enqueue } from '../queue/enqueue.ts';
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

/**
 * Only those still queued in that version: an event of the mail may have come first, or a resend. Of those that were
 * refused, the inviters hear.
 */
async function markDelivery({ db }: Deps, rows: Row[], outcomes: MailOutcome[]): Promise<void> {
  const results = new Map(outcomes.map(({ key, outcome }) => [key, outcome]));
  for (const [outcome, delivery] of [
    ['SENT', 'SENT'],
    ['REFUSED', 'DROPPED'],
  ] as const) {
    const done = rows.filter((row) => results.get(mailKey(row)) === outcome);
    if (done.length === 0) continue;
    const workspaceId = done[0]?.workspaceId ?? '';
    // Tried again where it and another waited for each other: the job's own next try would mail these once more.
    await inTransaction(db, async (tx) => {
      const marked = await tx.invitation.updateManyAndReturn({
        where: { workspaceId, OR: done.map(({ id, version }) => ({ id, version })), delivery: 'QUEUED' },
        data: { delivery },
        select: { id: true },
      });
      if (delivery === 'SENT') return;
      for (const { id } of marked) {
        await enqueue(tx, 'report-undeliverable-invitation', { workspaceId, invitationId: id });
      }
    });
  }
}
