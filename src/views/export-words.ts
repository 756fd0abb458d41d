import type { ExportKind } from '../generated/prisma/client.ts';

interface Words {
  /** In a menu. */
  title: string;
  one: string;
  several: string;
  /** Begins the name of the file. */
  file: string;
}

export const exportWords: Record<ExportKind, Words> = {
  USERS: { title: 'People', one: 'person', several: 'people', file: 'people' },
  INVITATIONS: { title: 'Invitations', one: 'invitation', several: 'invitations', file: 'invitations' },
  ACTIVITY: {
    ...{ title: 'Activity', one: 'entry of the activity', several: 'entries of the activity' },
    file: 'activity',
  },
  ASSETS: { title: 'Assets', one: 'asset', several: 'assets', file: 'assets' },
  ASSET_HISTORY: {
    ...{ title: 'Who had which asset', one: 'assignment of an asset', several: 'assignments of assets' },
    file: 'asset-history',
  },
  LICENSES: { title: 'Licenses', one: 'license', several: 'licenses', file: 'licenses' },
  LICENSE_HISTORY: {
    ...{ title: 'Who had which license', one: 'assignment of a license', several: 'assignments of licenses' },
    file: 'license-history',
  },
};

/** "1 person", "1,000,000 entries of the activity". */
export function exportCount(kind: ExportKind, count: number): string {
  const { one, several } = exportWords[kind];
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}
