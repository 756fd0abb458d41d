import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { AnyRefusal } from '../errors.ts';
import type { ActorRef } from '../roles/permitted.ts';
import { activityColumns, type Origin } from './record-activity.ts';

/** What an entry says of an attempt that was refused. */
export const refusedAccess = z.object({
  refusal: z.enum([
    ...(['NOT_PERMITTED', 'ROLE_NOT_GRANTABLE', 'PERMISSIONS_NOT_GRANTABLE', 'USER_IS_OWNER'] as const),
    ...(['USER_BEYOND', 'OWN_ACCOUNT', 'OWN_ROLE', 'ROLE_BEYOND', 'NOT_OWNER', 'OWN_REVIEW'] as const),
  ]),
  /** A permission in words, a role, or what of an account; empty where the refusal says all. */
  wanted: z.string(),
});

export type RefusedAccess = z.infer<typeof refusedAccess>;

export interface Attempt {
  actor: ActorRef;
  refusal: AnyRefusal;
  /** Which command, form or button. */
  request: string;
  origin: Origin;
}

/** Whether a refusal says that somebody may not do what they wanted, and not that it cannot be done. */
export function isOfAccess(refusal: AnyRefusal): boolean {
  return read(refusal) !== undefined;
}

/**
 * Records that somebody was refused, in a transaction of its own, as what they wanted to do has none any more. The same
 * by the same person is recorded once an hour: whoever presses a button a thousand times does not fill the record.
 */
export async function recordRefused(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { actor: { workspaceId, userId }, refusal, request, origin }: Attempt,
): Promise<void> {
  const refused = read(refusal);
  if (!refused) return;
  const { aboutUserId, ...said } = refused;
  const [subjectType, subjectId] = aboutUserId ? ['user', aboutUserId] : ['workspace', workspaceId];
  await db.$executeRaw`
    INSERT INTO activity (${activityColumns})
    VALUES (${workspaceId}::uuid, ${now()}, 'access.refused', ${userId}::uuid, ${subjectType}, ${subjectId}::uuid, NULL,
            ${JSON.stringify({ ...said, request })}::jsonb, NULL, ${origin.source}::activity_source, ${origin.ipAddress}::inet)
    ON CONFLICT DO NOTHING`;
}

function read(refusal: AnyRefusal): (RefusedAccess & { aboutUserId?: string }) | undefined {
  const { code, facts } = refusal;
  switch (code) {
    case 'NOT_PERMITTED':
      return { refusal: code, wanted: facts.action };
    case 'PERMISSIONS_NOT_GRANTABLE':
      return { refusal: code, wanted: facts.permissions.join(', ') };
    case 'USER_IS_OWNER':
      return { refusal: code, wanted: '', aboutUserId: facts.userId };
    case 'USER_BEYOND':
      return { refusal: code, wanted: facts.roleName, aboutUserId: facts.userId };
    case 'OWN_ACCOUNT':
      return { refusal: code, wanted: facts.what };
    case 'ROLE_NOT_GRANTABLE':
    case 'OWN_ROLE':
    case 'ROLE_BEYOND':
      return { refusal: code, wanted: facts.roleName };
    case 'NOT_OWNER':
    case 'OWN_REVIEW':
      return { refusal: code, wanted: '' };
    default:
      return undefined;
  }
}
