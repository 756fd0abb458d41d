import type { Deps } from '../deps.ts';
import type { Permission } from '../generated/prisma/client.ts';
import { readOffer, type SeenOffer } from '../ownership/read-offer.ts';
import { activeUsersOf } from './active-users-of.ts';
import { findAdmins } from './find-admins.ts';
import { fullName } from './full-name.ts';

export interface Account {
  name: string;
  email: string;
  hasSecondFactor: boolean;
  workspaces: {
    id: string;
    /** Theirs, as a user of it. */
    userId: string;
    name: string;
    roleName: string;
    permissions: Permission[];
    activatedAt: Date | null;
    /** The last day of their access; null: it does not end. */
    accessUntil: Date | null;
    isOwner: boolean;
    /** Of the ownership: the one that they made or got. */
    offer: SeenOffer | null;
    /** Names of other people to turn to. */
    admins: string[];
  }[];
}

/** What somebody may know of themselves: who they are, and what they may do in each workspace where they are active. */
export async function findAccount(
  deps: Pick<Deps, 'db' | 'now'>,
  { identityId }: { identityId: string },
): Promise<Account> {
  const { db } = deps;
  const active = await activeUsersOf(deps, db, identityId);
  const identity = await db.identity.findUniqueOrThrow({ where: { id: identityId } });
  const users = await db.user.findMany({
    where: { OR: active },
    include: { workspace: true, role: { include: { permissions: true } } },
    orderBy: { createdAt: 'desc' },
  });
  const workspaces = await Promise.all(
    users.map(async (user) => {
      const offer = await readOffer(deps, db, user.workspaceId);
      const admins = (await findAdmins(db, user.workspaceId)).map(({ name }) => name);
      return {
        id: user.workspaceId,
        userId: user.id,
        name: user.workspace.name,
        roleName: user.role.name,
        permissions: user.role.permissions.map(({ permission }) => permission),
        activatedAt: user.activatedAt,
        accessUntil: user.accessUntil,
        isOwner: user.role.kind === 'OWNER',
        offer: offer && [offer.fromId, offer.toId].includes(user.id) ? offer : null,
        // The Owner is the one whom everybody asks in the end.
        admins: user.role.kind === 'OWNER' ? [] : admins.filter((name) => name !== fullName(user)),
      };
    }),
  );
  const [newest] = users;
  const { email, hasSecondFactor } = identity;
  return { name: newest ? fullName(newest) : identity.name, email, hasSecondFactor, workspaces };
}
