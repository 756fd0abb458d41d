import type { RoleKind } from '../../src/generated/prisma/client.ts';
import type { TestFluxera } from './fluxera.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const WEEKS = 12;

type Fluxera = Pick<TestFluxera, 'database'>;

/** Twelve weeks in which a workspace grew: invitations with what became of them, people with their roles, licenses. */
export async function addPastWeeks(fluxera: Fluxera): Promise<void> {
  const { db } = fluxera.database;
  const { id: workspaceId } = await db.workspace.findFirstOrThrow();
  const begun = { createdAt: new Date(Date.now() - (WEEKS + 1) * WEEK_MS) };
  await db.workspace.updateMany({ data: begun });
  await db.user.updateMany({ data: begun });
  for (let week = 0; week < WEEKS; week++) {
    for (let index = 0; index < 3 + ((week * 5) % 7); index++) await invitePerson(fluxera, week, index);
  }
  const licenses = [
    ['Figma Professional', 10, 10],
    ['JetBrains All Products', 25, 22],
    ['GitHub Enterprise', 60, 41],
    ['Notion', 40, 18],
    ['Adobe Creative Cloud', 12, 3],
  ] as const;
  const createdAt = new Date();
  await db.license.createMany({
    data: licenses.map(([name, seats, seatsUsed]) => ({ workspaceId, name, seats, seatsUsed, createdAt })),
  });
  await db.workspace.update({ where: { id: workspaceId }, data: { seatLimit: 80 } });
}

function roleOf(week: number, index: number): RoleKind {
  if (index === 0 && week % 5 === 1) return 'ADMIN';
  return index % 3 === 2 ? 'VIEWER' : 'MEMBER';
}

async function invitePerson({ database: { db } }: Fluxera, week: number, index: number): Promise<void> {
  const { id: workspaceId, ownerId } = await db.workspace.findFirstOrThrow();
  const { id: roleId, kind: roleKind } = await db.role.findFirstOrThrow({
    where: { workspaceId, kind: roleOf(week, index) },
  });
  const email = `w${week}-${index}@acme.example`;
  const sentAt = new Date(Date.now() - (WEEKS - 0.5 - week) * WEEK_MS + index * HOUR_MS);
  const hours = 4 + 9 * ((index + week) % 5);
  const settledAt =
    index % 4 === 3 ? new Date(sentAt.getTime() + WEEK_MS) : new Date(sentAt.getTime() + hours * HOUR_MS);
  const { id } = await db.invitation.create({
    data: {
      ...{ workspaceId, email, roleId, roleKind, inviterId: ownerId, sentAt, createdAt: sentAt },
      expiresAt: new Date(sentAt.getTime() + WEEK_MS),
    },
  });
  const record = (
    action: string,
    at: Date,
    subject: { subjectType: string; subjectId: string; before?: object },
  ) =>
    db.activity.create({ data: { workspaceId, actorId: ownerId, source: 'SLACK', action, at, ...subject } });
  const invitation = { subjectType: 'invitation', subjectId: id };
  await record('invitation.sent', sentAt, invitation);
  if (index === 3 && week % 2 === 0) await record('invitation.bounced', sentAt, invitation);
  if (settledAt.getTime() > Date.now()) return;
  const where = { workspaceId_id: { workspaceId, id } };
  if (index % 4 === 3) {
    await db.invitation.update({ where, data: { status: 'EXPIRED', settledAt } });
    await record('invitation.expired', settledAt, invitation);
    return;
  }
  const identity = await db.identity.create({ data: { email, name: email } });
  const isInactive = index === 1 && week % 3 === 0;
  const userId = crypto.randomUUID();
  await db.$transaction(async (tx) => {
    // Whoever is invited is no user: so it is settled first.
    await tx.invitation.update({ where, data: { status: 'ACCEPTED', settledAt, acceptedUserId: userId } });
    await tx.user.create({
      data: {
        ...{
          workspaceId,
          id: userId,
          identityId: identity.id,
          email,
          roleId,
          roleKind,
          createdAt: settledAt,
        },
        status: isInactive ? 'INACTIVE' : week === WEEKS - 2 ? 'UNVERIFIED' : 'ACTIVE',
      },
    });
  });
  if (!isInactive) return;
  const left = new Date(settledAt.getTime() + 2 * WEEK_MS);
  const before = { status: 'ACTIVE' };
  await record('user.deactivated', left, { subjectType: 'user', subjectId: userId, before });
}
