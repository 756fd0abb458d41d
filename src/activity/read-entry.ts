import { z } from 'zod';
import type { Tx } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type ActorRef, requirePermission } from '../roles/permitted.ts';
import { fullName } from '../users/full-name.ts';
import { activityJoins, activityRow, activityRowColumns } from './activity-row.ts';

const change = z.record(z.string(), z.unknown()).nullable();

const details = activityRow.extend({
  workspaceName: z.string(),
  before: change,
  after: change,
  /** Its place in the chain; null: it waits to be sealed. */
  position: z.string().nullable(),
});

export interface ActivityEntryDetails extends z.infer<typeof details> {
  /** Of users whom `before` and `after` name by their ids. */
  names: Map<string, string>;
}

/** One entry with all that it says, for whoever manages people. */
export async function readEntry(tx: Tx, actor: ActorRef, id: string): Promise<ActivityEntryDetails> {
  await requirePermission(tx, actor, 'MANAGE_USERS');
  const { workspaceId } = actor;
  const rows = await tx.$queryRaw`
    SELECT ${activityRowColumns}, w.name AS "workspaceName", listed.before, listed.after, s.position::text AS position
    FROM activity listed JOIN workspace w ON w.id = listed.workspace_id
    LEFT JOIN activity_seal s ON s.workspace_id = listed.workspace_id AND s.activity_id = listed.id
    ${activityJoins}
    WHERE listed.workspace_id = ${workspaceId}::uuid AND listed.id = ${id}::bigint`;
  const [entry] = z.array(details).parse(rows);
  if (!entry) throw new Refusal('ENTRY_UNKNOWN', {});
  const named = [entry.before, entry.after].flatMap((one) => Object.values(one ?? {}));
  const userIds = named.flatMap((value) => z.uuid().safeParse(value).data ?? []);
  const users = await tx.user.findMany({
    where: { workspaceId, id: { in: userIds } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  return { ...entry, names: new Map(users.map((user) => [user.id, fullName(user)])) };
}
