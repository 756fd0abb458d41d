import { isOfAccess, recordRefused } from '../activity/record-refused.ts';
import type { Refusal } from '../errors.ts';
import { reportFault } from '../faults.ts';
import { findSlackUser } from '../users/find-slack-user.ts';
import type { SlackEdge } from './edge.ts';

interface Refused {
  name: string;
  person?: { slackTeamId: string; slackUserId: string };
}

/**
 * Counts a refusal, and records one of somebody who may not do what they wanted. Nobody waits for the record, and where
 * that fails, the refusal stays what it is.
 */
export function noteRefusal(edge: SlackEdge, request: Refused, refusal: Refusal): void {
  edge.metrics.refusals.inc({ code: refusal.code });
  if (!request.person || !isOfAccess(refusal.asUnion())) return;
  void edge.inFlight.track(record(edge, request, request.person, refusal)).catch((error) => {
    edge.metrics.faults.inc({ where: 'refusal' });
    reportFault(edge.log, error, { request: request.name });
  });
}

async function record(
  { deps }: SlackEdge,
  { name }: Refused,
  person: NonNullable<Refused['person']>,
  refusal: Refusal,
): Promise<void> {
  const actor = (await findSlackUser(deps.db, person))?.user;
  if (!actor) return;
  const origin = { source: 'SLACK' } as const;
  await recordRefused(deps, { actor, refusal: refusal.asUnion(), request: name, origin });
}
