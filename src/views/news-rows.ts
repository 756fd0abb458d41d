import { z } from 'zod';
import type { AnnouncedInvitation } from '../invitations/read-announced.ts';

/** The two parts of a digest. */
export type NewsPart = 'expiring' | 'expired';

/** What a message tells of invitations: each row is a block whose id says so, so that it can be told anew. */
const row = z.tuple([
  z.enum(['undeliverable-inviter', 'undeliverable-channel', 'expiring', 'expired']),
  z.uuid(),
  z.coerce.number().int(),
]);

export type NewsKind = z.infer<typeof row>[0];

export interface NewsRow {
  kind: NewsKind;
  announced: AnnouncedInvitation;
}

export function newsRowId(kind: NewsKind, { id, version }: AnnouncedInvitation): string {
  return [kind, id, version].join(':');
}

/** How many more there are than those of a kind that are listed. */
export function moreRowsId(kind: NewsKind, more: number): string {
  return `more-${kind}:${more}`;
}

export function readMoreRows(blockIds: string[], kind: NewsKind): number {
  const blockId = blockIds.find((one) => one.startsWith(`more-${kind}:`));
  return blockId ? Number.parseInt(blockId.split(':')[1] ?? '', 10) || 0 : 0;
}

/** Whether a message is told anew from this block of it. */
export function isNewsBlock(blockId: string): boolean {
  return blockId.startsWith('more-') || readNewsRows([blockId]).length > 0;
}

export function readNewsRows(blockIds: string[]): NewsRow[] {
  return blockIds.flatMap((blockId) => {
    const parsed = row.safeParse(blockId.split(':'));
    if (!parsed.success) return [];
    const [kind, id, version] = parsed.data;
    return [{ kind, announced: { id, version } }];
  });
}
