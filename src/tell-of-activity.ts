import { parseArgs } from 'node:util';
import { z } from 'zod';
import { sealKeyFrom } from './activity/activity-chain.ts';
import type { Finding, Flaw } from './activity/activity-flaws.ts';
import { type Anchor, missingAnchors, type Verified, verifyActivity } from './activity/verify-activity.ts';
import { loadConfig } from './config.ts';
import { openKeptData } from './database/open-kept-data.ts';
import { StartupError } from './errors.ts';

/** Findings that are told; of more, how many there are. */
const TOLD = 20;

const flawWords: Record<Flaw, string> = {
  CHANGED: 'it is not what was sealed: it, or the link before it, was changed',
  ENTRY_REMOVED: 'it was removed',
  LINK_REMOVED: 'what was sealed before it was removed',
  REMOVED_UNSEALED: 'it was removed before it was sealed',
  ORDER: 'it was sealed in another place of the order',
  SLIPPED_IN: 'it was slipped in behind entries that came later',
  NOT_SEALED: 'it is not sealed, although it is more than ten minutes old',
  OTHER_SECRET: 'it was sealed with another APP_SECRET, and cannot be checked with this one',
};

/**
 * `npm run activity:verify`: says a line for each workspace and for each entry that was tampered with. Resolves to how the
 * process ends: 0 where nothing was, 1 where something was, 2 where it could not be seen; rejects where it cannot look.
 */
export async function tellOfActivity(
  args: string[],
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<number> {
  const anchors = readAnchors(args);
  const data = await openKeptData(loadConfig(env));
  try {
    const deps = { db: data.db, now: () => new Date(), sealKey: sealKeyFrom(data.appSecret) };
    const first: Finding[] = [];
    let count = 0;
    let judged = 0;
    const verified = await verifyActivity(deps, (finding) => {
      count += 1;
      if (finding.flaw !== 'OTHER_SECRET') judged += 1;
      if (first.length < TOLD) first.push(finding);
    });
    const missing = await missingAnchors(deps, anchors);
    for (const one of verified) say(summary(one));
    for (const finding of first) say(findingText(finding, verified));
    if (count > first.length) say(`And ${count - first.length} more.`);
    for (const { position, mac } of missing)
      say(`Anchor ${position}:${mac}: no chain has this link any more.`);
    if (judged + missing.length > 0) return 1;
    if (count > 0) return 2;
    say('Nothing was changed, removed or slipped in.');
    return 0;
  } finally {
    await data.close();
  }
}

const anchorText = z
  .string()
  .regex(/^[1-9]\d{0,17}:[0-9a-f]{64}$/, {
    error: 'An anchor looks like 1200:9f86d0…, as an earlier run printed it.',
  })
  .transform((text): Anchor => {
    const [position = '', mac = ''] = text.split(':');
    return { position: BigInt(position), mac };
  });

function readAnchors(args: string[]): Anchor[] {
  try {
    const { values } = parseArgs({ args, options: { anchor: { type: 'string', multiple: true } } });
    return z.array(anchorText).parse(values.anchor ?? []);
  } catch (cause) {
    const why =
      cause instanceof z.ZodError ? cause.issues[0]?.message : cause instanceof Error && cause.message;
    throw new StartupError(`${why}\nUsage: npm run activity:verify -- [--anchor position:mac]…`, { cause });
  }
}

function summary({ workspaceName, workspaceId, entries, sealed, waiting, head }: Verified): string {
  const parts = [
    `${entries} entries`,
    `${sealed} sealed`,
    ...(waiting > 0 ? [`${waiting} to be sealed`] : []),
  ];
  const anchor = head ? ` Anchor: ${head.position}:${head.mac}` : '';
  return `${workspaceName} (${workspaceId}): ${parts.join(', ')}.${anchor}`;
}

function findingText({ flaw, workspaceId, entryId, entry, position }: Finding, verified: Verified[]): string {
  const name = verified.find((one) => one.workspaceId === workspaceId)?.workspaceName ?? '';
  const said = entry ? ` of ${entry.at.toISOString()}, ${entry.action}` : '';
  const place = position === undefined ? '' : ` (position ${position})`;
  return `${name} (${workspaceId}): entry ${entryId}${said}${place}: ${flawWords[flaw]}.`;
}
