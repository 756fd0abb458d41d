import type { ExportChunk } from '../exports/export-rows.ts';
import type { ExportWish } from '../exports/export-wish.ts';
import type { ExportKind } from '../generated/prisma/client.ts';
import { exportCount, exportWords } from './export-words.ts';

type RowOf<Kind extends ExportKind> = Extract<ExportChunk, { kind: Kind }>['rows'][number];

/** The columns of a file, in order: docs/exports.md tells what they mean. */
type Columns<Kind extends ExportKind> = Record<string, (row: RowOf<Kind>) => string>;

const time = (at: Date | null) => at?.toISOString() ?? '';
const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '';
const json = (value: unknown) => (value === null ? '' : JSON.stringify(value));

const users: Columns<'USERS'> = {
  'User ID': (row) => row.id,
  'Email Address': (row) => row.email,
  'First Name': (row) => row.firstName,
  'Last Name': (row) => row.lastName,
  Role: (row) => row.roleName,
  Status: (row) => row.status,
  'Phone Number': (row) => row.phone,
  Department: (row) => row.department,
  'Job Title': (row) => row.jobTitle,
  'Slack ID': (row) => row.slackUserId ?? '',
  'Account Created At': (row) => time(row.createdAt),
  'Activated At': (row) => time(row.activatedAt),
  'Deactivated At': (row) => time(row.deactivatedAt),
  'Last Sign-In At': (row) => time(row.lastSignInAt),
  'Access Until': (row) => day(row.accessUntil),
};

const invitations: Columns<'INVITATIONS'> = {
  'Invitation ID': (row) => row.id,
  'Email Address': (row) => row.email,
  'First Name': (row) => row.firstName,
  'Last Name': (row) => row.lastName,
  Role: (row) => row.roleName,
  Status: (row) => row.status,
  Mail: (row) => row.delivery,
  'Mail Detail': (row) => row.deliveryDetail,
  'Invited By': (row) => row.inviterName,
  'Sent At': (row) => time(row.sentAt),
  'Times Resent': (row) => String(row.resends),
  'Expires At': (row) => time(row.expiresAt),
  'Settled At': (row) => time(row.settledAt),
  'Access Until': (row) => day(row.accessUntil),
};

const activity: Columns<'ACTIVITY'> = {
  'Entry ID': (row) => row.id,
  At: (row) => time(row.at),
  Action: (row) => row.action,
  'Actor ID': (row) => row.actorId ?? '',
  Actor: (row) => row.actorName ?? '',
  'Subject Type': (row) => row.subjectType,
  'Subject ID': (row) => row.subjectId,
  Subject: (row) => row.subject ?? '',
  Before: (row) => json(row.before),
  After: (row) => json(row.after),
  Reason: (row) => row.reason ?? '',
  Source: (row) => row.source,
  'IP Address': (row) => row.ipAddress ?? '',
};

const assets: Columns<'ASSETS'> = {
  'Asset ID': (row) => row.id,
  'Asset Tag': (row) => row.tag,
  Name: (row) => row.name,
  Category: (row) => row.category,
  'Serial Number': (row) => row.serial,
  Status: (row) => row.status,
  'Purchase Date': (row) => day(row.purchasedOn),
  'Assigned To': (row) => row.holder ?? '',
  'Assigned To Email Address': (row) => row.holderEmail ?? '',
  'Assigned At': (row) => time(row.heldSince),
  'Added At': (row) => time(row.createdAt),
};

type AnyAssignment = RowOf<'ASSET_HISTORY'> | RowOf<'LICENSE_HISTORY'>;

const assignments: Record<string, (row: AnyAssignment) => string> = {
  'Assigned To': (row) => row.holder,
  'Assigned To Email Address': (row) => row.holderEmail ?? '',
  'Assigned At': (row) => time(row.assignedAt),
  'Assigned By': (row) => row.assignedBy,
  'Unassigned At': (row) => time(row.endedAt),
  'Unassigned By': (row) => row.endedBy ?? '',
};

const assetHistory: Columns<'ASSET_HISTORY'> = {
  'Assignment ID': (row) => row.id,
  'Asset ID': (row) => row.thingId,
  'Asset Tag': (row) => row.tag,
  Name: (row) => row.name,
  Category: (row) => row.category,
  'Serial Number': (row) => row.serial,
  Status: (row) => row.status,
  'Deleted At': (row) => time(row.deletedAt),
  ...assignments,
};

const licenses: Columns<'LICENSES'> = {
  'License ID': (row) => row.id,
  Name: (row) => row.name,
  Vendor: (row) => row.vendor,
  Seats: (row) => String(row.seats),
  'Seats In Use': (row) => String(row.seatsUsed),
  'License Key': (row) => (row.hasKey ? `…${row.keyHint}` : ''),
  'Expiry Date': (row) => day(row.expiresOn),
  'Added At': (row) => time(row.createdAt),
};

const licenseHistory: Columns<'LICENSE_HISTORY'> = {
  'Assignment ID': (row) => row.id,
  'License ID': (row) => row.thingId,
  Name: (row) => row.name,
  Vendor: (row) => row.vendor,
  'Deleted At': (row) => time(row.deletedAt),
  ...assignments,
};

const columns: { [Kind in ExportKind]: Columns<Kind> } = {
  USERS: users,
  INVITATIONS: invitations,
  ACTIVITY: activity,
  ASSETS: assets,
  ASSET_HISTORY: assetHistory,
  LICENSES: licenses,
  LICENSE_HISTORY: licenseHistory,
};

/** What the columns of a file are called. */
export function exportHeader(kind: ExportKind): string[] {
  return Object.keys(columns[kind]);
}

/** The cells of some rows. */
export function exportCells(chunk: ExportChunk): string[][] {
  switch (chunk.kind) {
    case 'USERS':
      return cells(users, chunk.rows);
    case 'INVITATIONS':
      return cells(invitations, chunk.rows);
    case 'ACTIVITY':
      return cells(activity, chunk.rows);
    case 'ASSETS':
      return cells(assets, chunk.rows);
    case 'ASSET_HISTORY':
      return cells(assetHistory, chunk.rows);
    case 'LICENSES':
      return cells(licenses, chunk.rows);
    case 'LICENSE_HISTORY':
      return cells(licenseHistory, chunk.rows);
  }
}

function cells<Row>(columns: Record<string, (row: Row) => string>, rows: Row[]): string[][] {
  const all = Object.values(columns);
  return rows.map((row) => all.map((cell) => cell(row)));
}

/** Entries of the activity as JSON Lines: one object a line, with the same in it as in the columns. */
export function activityLines(rows: RowOf<'ACTIVITY'>[]): string {
  return rows.map((row) => `${JSON.stringify(activityObject(row))}\n`).join('');
}

function activityObject(row: RowOf<'ACTIVITY'>) {
  const { id, at, action, before, after, reason, source, ipAddress } = row;
  return {
    ...{ id, at, action },
    actor: row.actorId === null ? null : { id: row.actorId, name: row.actorName },
    subject: { type: row.subjectType, id: row.subjectId, name: row.subject },
    ...{ before, after, reason, source, ipAddress },
  };
}

/** What the file is called, and what is said with it. */
export function exportFile(wish: ExportWish, rows: number, at: Date): { name: string; text: string } {
  const { kind } = wish;
  const ending = kind === 'ACTIVITY' && wish.format === 'JSON_LINES' ? 'jsonl' : 'csv';
  return {
    name: `${exportWords[kind].file}-${at.toISOString().slice(0, 10)}.${ending}`,
    text: `Here is your export: ${exportCount(kind, rows)}. Times in the file are UTC.`,
  };
}
