import { datesIn } from '../../utc-date.ts';
import type { OwnershipRefusalWords, OwnershipWords } from './ownership-words.ts';

const { dateAndTime } = datesIn('DE');

export const germanOwnership: OwnershipWords = {
  notes: {
    offered: 'Der Besitz ist angeboten. Bis zur Annahme ändert sich nichts.',
    accepted: 'Der Workspace gehört jetzt Ihnen.',
    declined: 'Sie haben den Besitz abgelehnt. Wer ihn angeboten hat, erfährt davon.',
    withdrawn: 'Das Angebot ist zurückgenommen, und der Workspace gehört weiter Ihnen.',
  },
  isYours: 'Der Workspace gehört Ihnen.',
  handOver: 'Besitz übergeben',
  youOffered: ({ toName, expiresAt, roleName }) =>
    `Sie haben ${toName} den Besitz angeboten. Die Frist zur Annahme endet am ${dateAndTime(expiresAt)}. Ihre Rolle ist danach ${roleName}.`,
  isOffered: ({ fromName, expiresAt }, workspaceName) =>
    `${fromName} bietet Ihnen den Besitz von ${workspaceName} an, bis ${dateAndTime(expiresAt)}. Wenn Sie annehmen, dürfen Sie dort sofort alles, auch die Abrechnung ändern, und sind dafür verantwortlich.`,
  withdraw: 'Angebot zurücknehmen',
  accept: 'Besitz annehmen',
  decline: 'Ablehnen',
  lead: (workspaceName) =>
    `${workspaceName} gehört genau einer Person. Wen Sie wählen, erhält eine E-Mail und hat sieben Tage, um anzunehmen oder abzulehnen. Bis dahin ändert sich nichts, und Sie können das Angebot zurücknehmen.`,
  newOwner: 'Wem der Workspace gehören soll',
  newOwnerHint: 'Die E-Mail-Adresse von jemandem mit aktivem Konto in diesem Workspace.',
  newRole: 'Ihre neue Rolle',
  newRoleHint: 'Was Sie nach der Annahme sind.',
  workspaceName: 'Name des Workspace',
  workspaceNameHint: (workspaceName) =>
    `Geben Sie zur Bestätigung den Namen des Workspace ein: ${workspaceName}`,
  offer: 'Besitz anbieten',
  back: 'Zurück zu Ihrem Konto',
};

const unfit = {
  NO_ACCOUNT:
    'Niemand in diesem Workspace hat diese Adresse. Geben Sie die von jemandem mit aktivem Konto ein.',
  SELF: 'Der Workspace gehört schon Ihnen. Wählen Sie jemand anderen.',
  UNVERIFIED: 'Diese Adresse ist noch nicht bestätigt. Danach geht es.',
  INACTIVE: 'Dieses Konto ist nicht aktiv. Reaktivieren Sie es zuerst, oder wählen Sie jemand anderen.',
};

const outcomes = {
  ACCEPTED: 'Es wurde schon angenommen',
  DECLINED: 'Es wurde schon abgelehnt',
  WITHDRAWN: 'Es wurde zurückgenommen',
  LAPSED: 'Sieben Tage lang hat niemand geantwortet',
};

export const germanOwnershipRefusals: OwnershipRefusalWords = {
  ROLE_UNKNOWN: () => ({ title: 'Wählen Sie eine der Rollen, die es gibt.', text: [] }),
  CANNOT_BECOME_OWNER: ({ because }) => ({ title: unfit[because], text: [] }),
  WORKSPACE_NAME_DIFFERS: ({ workspaceName }) => ({
    title: `Das ist nicht der Name des Workspace. Geben Sie zur Bestätigung ${workspaceName} ein.`,
    text: [],
  }),
  NOT_OWNER: ({ owner }) => ({
    title: 'Das kann nur, wem der Workspace gehört',
    text: [`Deshalb wurde nichts geändert. Fragen Sie ${owner[0]?.name ?? 'diese Person'}.`],
  }),
  OWNERSHIP_OFFERED_ALREADY: ({ name }) => ({
    title: 'Der Besitz ist schon angeboten',
    text: [`Er ist ${name} angeboten. Nehmen Sie dieses Angebot zuerst zurück, in Ihrem Konto.`],
  }),
  OFFER_SETTLED: ({ outcome }) => ({
    title: 'Dieses Angebot ist vorbei',
    text: [`${outcomes[outcome]}, deshalb wurde jetzt nichts geändert.`],
  }),
  OFFER_UNKNOWN: () => ({
    title: 'Dieses Angebot ist vorbei',
    text: ['Es besteht nicht mehr, oder es gilt jemand anderem. Deshalb wurde nichts geändert.'],
  }),
};
