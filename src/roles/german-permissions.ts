import type { Permission } from '../generated/prisma/client.ts';

/** The words of the guide's table, for pages and mails in German. */
export const germanPermissions: Record<Permission, { noun: string; verb: string }> = {
  VIEW_ASSETS: { noun: 'Assets', verb: 'ansehen' },
  CREATE_ASSETS: { noun: 'Assets', verb: 'anlegen' },
  EDIT_ASSETS: { noun: 'Assets', verb: 'bearbeiten' },
  DELETE_ASSETS: { noun: 'Assets', verb: 'löschen' },
  VIEW_LICENSES: { noun: 'Lizenzen', verb: 'ansehen' },
  CREATE_LICENSES: { noun: 'Lizenzen', verb: 'anlegen' },
  EDIT_LICENSES: { noun: 'Lizenzen', verb: 'bearbeiten' },
  DELETE_LICENSES: { noun: 'Lizenzen', verb: 'löschen' },
  VIEW_USERS: { noun: 'Benutzer', verb: 'ansehen' },
  INVITE_USERS: { noun: 'Benutzer', verb: 'einladen' },
  MANAGE_USERS: { noun: 'Benutzer', verb: 'verwalten' },
  VIEW_REPORTS: { noun: 'Berichte', verb: 'ansehen' },
  EXPORT_DATA: { noun: 'Daten', verb: 'exportieren' },
  MANAGE_SETTINGS: { noun: 'Einstellungen', verb: 'verwalten' },
  MANAGE_BILLING: { noun: 'Abrechnung', verb: 'verwalten' },
};
