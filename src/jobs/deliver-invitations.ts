import type { Deps } from '../deps.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { invitationLink } from '../invitations/invitation-link.ts';
import { type DeliveryEvent, recordDelivery } from '../invitations/record-delivery.ts';
import type { InvitationMailFacts } from '../mail/mail-facts.ts';
import { type MailFrame, mailFrame } from '../mail/mail-frame.ts';
import { type PersonalTags, personalTags } from '../mail/personal-text.ts';
import { renderMail } from '../mail/render.ts';
import { InvitationMail } from '../mail/templates/invitation-mail.tsx';
import {
  headerText,
  type Mail,
  type MailOutcome,
  RECIPIENTS_MAX,
  type Recipient,
  type SendMail,
} from '../mail/transport.ts';
import { fullName } from '../users/full-name.ts';
import { requireDelivered } from './require-delivered.ts';

/** Mails that are made and handed over in one go. */
const MAILS_AT_A_TIME = 50;

const select = {
  ...{ workspaceId: true, id: true, version: true, email: true, firstName: true, lastName: true },
  ...{ message: true, roleId: true, inviterId: true, expiresAt: true, accessUntil: true },
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
  const shared = await readShared(deps.db, rows);
  const groups = alikeOnes(rows);
  const outcomes: MailOutcome[] = [];
  // Where everybody has a message of their own there are as many mails as people: what was sent is noted in between.
  for (let first = 0; first < groups.length; first += MAILS_AT_A_TIME) {
    const some = groups.slice(first, first + MAILS_AT_A_TIME);
    const sent = await sendMail(await Promise.all(some.map((group) => invitationMail(deps, group, shared))));
    await markDelivery(deps, some.flat(), sent);
    outcomes.push(...sent);
  }
  requireDelivered(outcomes);
}

type Shared = Awaited<ReturnType<typeof readShared>>;

/** What many of the mails say alike. */
async function readShared(db: Deps['db'], rows: Row[]) {
  const [{ workspaceId } = { workspaceId: '' }] = rows;
  const among = (ids: string[]) => ({ workspaceId, id: { in: [...new Set(ids)] } });
  const inviters = await db.user.findMany({ where: among(rows.map(({ inviterId }) => inviterId)) });
  const roles = await db.role.findMany({
    where: among(rows.map(({ roleId }) => roleId)),
    include: { permissions: true },
  });
  return {
    workspace: await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } }),
    inviters: new Map(inviters.map((user) => [user.id, user])),
    roles: new Map(roles.map((role) => [role.id, role])),
  };
}

/** Invitations that say the same, but for what is each one's own: they go out as one mail to many. */
function alikeOnes(rows: Row[]): [Row, ...Row[]][] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const shared = JSON.stringify([row.inviterId, row.roleId, row.message, row.expiresAt, row.accessUntil]);
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

async function invitationMail(
  deps: Deps,
  rows: [Row, ...Row[]],
  { workspace, inviters, roles }: Shared,
): Promise<Mail> {
  const [{ inviterId, roleId, message, expiresAt, accessUntil }] = rows;
  const [inviter, role] = [inviters.get(inviterId), roles.get(roleId)];
  if (!inviter || !role) throw new Error('an invitation without its inviter or its role');
  const tags = personalTags(deps.newId());
  const frame = mailFrame(deps.product, workspace);
  const { invitation, dates, abilities } = frame.words;
  const props: InvitationMailFacts & MailFrame = {
    ...frame,
    inviterName: headerText(fullName(inviter)),
    inviterEmail: inviter.email,
    message,
    roleName: role.name,
    abilities: abilities(role.permissions.map(({ permission }) => permission)),
    endsAt: dates.dateAndTime(expiresAt),
    accessUntil: accessUntil && dates.calendarDay(accessUntil),
    ...tags.html,
  };
  const { html, text } = await renderMail(InvitationMail(props));
  return {
    subject: headerText(invitation.subject(props)),
    html,
    text: tags.inText(text),
    category: 'invitation',
    recipients: rows.map((row) => recipient(deps, row, { tags, words: frame.words })),
  };
}

function recipient(
  deps: Deps,
  row: Row,
  { tags, words }: { tags: PersonalTags; words: MailFrame['words'] },
): Recipient {
  const { workspaceId, id, version, email, firstName, lastName } = row;
  return {
    key: mailKey(row),
    to: { email, name: `${firstName} ${lastName}`.trim() },
    customArgs: { workspace_id: workspaceId, invitation_id: id, version: String(version) },
    substitutions: tags.substitutions({
      greeting: words.hello(row),
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
