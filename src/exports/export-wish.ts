import { z } from 'zod';
import { activityKinds } from '../activity/activity-kinds.ts';
import type { AssetFilter } from '../assets/list-assets.ts';
import { ActivitySource, type ExportKind } from '../generated/prisma/enums.ts';
import type { InvitationFilter } from '../invitations/list-invitations.ts';
import type { LicenseFilter } from '../licenses/list-licenses.ts';
import type { UserFilter } from '../users/list-users.ts';

const WORDS_MAX_LENGTH = 200;

const words = z.string().max(WORDS_MAX_LENGTH);
/** Where the workspace is; null: from the beginning, or to the end. */
const days = { from: z.iso.date().nullable(), to: z.iso.date().nullable() };

const userFilters = ['ALL', 'ACTIVE', 'UNVERIFIED', 'INACTIVE'] as const satisfies UserFilter[];
const invitationFilters = [
  ...(['ALL', 'PENDING', 'UNDELIVERED', 'EXPIRING', 'EXPIRED', 'ACCEPTED', 'CANCELED'] as const),
] as const satisfies InvitationFilter[];
const assetFilters = [
  'ALL',
  'AVAILABLE',
  'ASSIGNED',
  'IN_REPAIR',
  'RETIRED',
] as const satisfies AssetFilter[];
const licenseFilters = ['ALL', 'FREE', 'FULL', 'EXPIRING', 'EXPIRED'] as const satisfies LicenseFilter[];
// Object.keys forgets the type of the keys.
const happenings = ['ALL', ...(Object.keys(activityKinds) as (keyof typeof activityKinds)[])] as const;

/** What somebody wants in a file: what of it, by the filters that its list has. */
export const exportWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('USERS'), filter: z.enum(userFilters), search: words }),
  z.object({ kind: z.literal('INVITATIONS'), filter: z.enum(invitationFilters), search: words, ...days }),
  z.object({
    kind: z.literal('ACTIVITY'),
    ...{ what: z.enum(happenings), source: z.enum(['ALL', ...Object.values(ActivitySource)]) },
    ...{ by: words, about: words, ...days, format: z.enum(['CSV', 'JSON_LINES']) },
  }),
  z.object({ kind: z.literal('ASSETS'), filter: z.enum(assetFilters), search: words }),
  z.object({ kind: z.literal('ASSET_HISTORY'), search: words }),
  z.object({ kind: z.literal('LICENSES'), filter: z.enum(licenseFilters), search: words }),
  z.object({ kind: z.literal('LICENSE_HISTORY'), search: words }),
]);

export type ExportWish = z.infer<typeof exportWish>;
/** Of one kind. */
export type WishOf<Kind extends ExportKind> = Extract<ExportWish, { kind: Kind }>;

/** Everything of a kind. */
export function wholeWish(kind: ExportKind): ExportWish {
  const all = { filter: 'ALL', search: '' } as const;
  const always = { from: null, to: null };
  switch (kind) {
    case 'USERS':
    case 'ASSETS':
    case 'LICENSES':
      return { kind, ...all };
    case 'INVITATIONS':
      return { kind, ...all, ...always };
    case 'ACTIVITY':
      return { kind, what: 'ALL', source: 'ALL', by: '', about: '', ...always, format: 'CSV' };
    case 'ASSET_HISTORY':
    case 'LICENSE_HISTORY':
      return { kind, search: '' };
  }
}
