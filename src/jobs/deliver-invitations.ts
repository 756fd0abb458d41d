import type { Deps } from '../deps.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { invitationLink } from '../invitations/invitation-link.ts';
import { type DeliveryEvent, recordDelivery } from '../invitations/record-delivery.ts';
import { greeting, type PersonalTags, personalTags } from '../mail/personal-text.ts';
import { renderMail } from '../mail/render.ts';
import {
  InvitationMail,
  type InvitationMailProps,
  invitationSubject,
} from '../mail/templates/invitation-mail.tsx';
import {
  headerText,
  type Mail,
  type MailOutcome,
  RECIPIENTS_MAX,
  type Recipient,
  type SendMail,
} from '../mail/transport.ts';
import { permissionsInSentence } from '../roles/permission-words.ts';
import { fullName } from '../users/full-name.ts';
import { utcDateAndTime } from '../utc-date.ts';
import { requireDelivered } from './require-delivered.ts';

const select = {
  ...{ workspaceId: true, id: true, version: true, email: true, firstName: true, lastName: true },
  ...{ message: true, roleId: true, inviterId: true, expiresAt: true },
} as const;

type Row = Prisma.InvitationGetPayload<{ select: typeof select }>;

/**
 * Mails those of the invitations that are still open and not mailed yet, and notes how each fared. Throws where some are
 * to be tried again; those that went out do not go out again then.
 */
export async function deliverInvitations(
  { deps, sendMail }: { deps: Deps; sendMail: SendMail },
  wanted: Prisma.InvitationWhereInput & { workspaceId: string },
): Promise<void> {
  const rows = await deps.db.invitation.findMany({
    where: { ...wanted, status: 'PENDING', delivery: 'QUEUED', expiresAt: { gt: deps.now() } },
    select,
  });
  if (rows.length === 0) return;
  const mails = await Promise.all(alikeOnes(rows).map((group) => invitationMail(deps, group)));
  const outcomes = await sendMail(mails);
  await markDelivery(deps, rows, outcomes);
  requireDelivered(outcomes);
}

/** Invitations that say the same, but for what is each one's own: they go out as one mail to many. */
function alikeOnes(rows: Row[]): [Row, ...Row[]][] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const shared = JSON.stringify([row.inviterId, row.roleId, row.message, row.expiresAt]);
    const group = groups.get(shared);
    if (group) group.push(row);
    else groups.set(shared, [row]);
  }
  return [...groups.values()].flatMap(inRequests);
}

function inRequests([first, ...others]: [Row, ...Row[]]): [Row, ...Row[]][] {
  const rest = others.slice(RECIPIENTS_MAX - 1);
  const one: [Row, ...Row[]] = [first, ...others.slice(0, RECIPIENTS_MAX - 1)];
  const [next, ...more] = rest;
  return next ? [one, ...inRequests([next, ...more])] : [one];
}

async function invitationMail(deps: Deps, rows: [Row, ...Row[]]): Promise<Mail> {
  const [{ workspaceId, inviterId, roleId, message, expiresAt }] = rows;
  const { db } = deps;
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const inviter = await db.user.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: inviterId } },
  });
  const role = await db.role.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: roleId } },
    include: { permissions: true },
  });
  const tags = personalTags(deps.newId());
  const props: InvitationMailProps = {
    productName: deps.product.name,
    workspaceName: workspace.name,
    inviterName: headerText(fullName(inviter)),
    inviterEmail: inviter.email,
    message,
    roleName: role.name,
    abilities: permissionsInSentence(role.permissions.map(({ permission }) => permission)),
    endsAt: utcDateAndTime(expiresAt),
    ...tags.html,
  };
  const { html, text } = await renderMail(InvitationMail(props));
  return {
    subject: headerText(invitationSubject(props)),
    html,
    text: tags.inText(text),
    category: 'invitation',
    recipients: rows.map((row) => recipient(deps, row, tags)),
  };
}

function recipient(deps: Deps, row: Row, tags: PersonalTags): Recipient {
  const { workspaceId, id, version, email, firstName, lastName } = row;
  return {
    key: mailKey(row),
    to: { email, name: `${firstName} ${lastName}`.trim() },
    customArgs: { workspace_id: workspaceId, invitation_id: id, version: String(version) },
    substitutions: tags.substitutions({
      greeting: greeting(firstName),
      email,
      url: invitationLink(deps, row),
    }),
  };
}

function mailKey({ id, version }: Row): string {
  return `invitation-${id}-${version}`;
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
