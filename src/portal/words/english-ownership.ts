import { datesIn } from '../../utc-date.ts';
import type { OwnershipRefusalWords, OwnershipWords } from './ownership-words.ts';

const { dateAndTime } = datesIn('EN');

export const englishOwnership: OwnershipWords = {
  notes: {
    offered: 'The ownership is offered. Nothing changes before it is accepted.',
    accepted: 'You are the Owner now.',
    declined: 'You declined the ownership. Whoever offered it hears of that.',
    withdrawn: 'The offer is withdrawn, and you stay the Owner.',
  },
  isYours: 'The workspace is yours.',
  handOver: 'Hand the ownership over',
  youOffered: ({ toName, expiresAt, roleName }) =>
    `You offered the ownership to ${toName}, who can accept until ${dateAndTime(expiresAt)}. You would be ${roleName} then.`,
  isOffered: ({ fromName, expiresAt }, workspaceName) =>
    `${fromName} offers you the ownership of ${workspaceName}, until ${dateAndTime(expiresAt)}. As the Owner you can do everything there, billing included, and are responsible for it. It counts at once.`,
  withdraw: 'Withdraw Offer',
  accept: 'Accept Ownership',
  decline: 'Decline',
  lead: (workspaceName) =>
    `There is one Owner of ${workspaceName}. Whoever you choose gets a mail, and has seven days to accept or decline. Until then nothing changes, and you can withdraw the offer.`,
  newOwner: 'New Owner',
  newOwnerHint: 'The email address of somebody with an active account in the workspace.',
  newRole: 'Your New Role',
  newRoleHint: 'What you are after they have accepted.',
  workspaceName: 'Workspace Name',
  workspaceNameHint: (workspaceName) => `To confirm, type the name of the workspace: ${workspaceName}`,
  offer: 'Offer Ownership',
  back: 'Back to your account',
};

const unfit = {
  NO_ACCOUNT: 'Nobody in this workspace has that address. Enter the one of somebody with an active account.',
  SELF: 'You are the Owner already. Choose somebody else.',
  UNVERIFIED: 'They have not verified their address yet. They can become the Owner after that.',
  INACTIVE: 'They are inactive. Reactivate them first, or choose somebody else.',
};

const outcomes = {
  ACCEPTED: 'It was accepted already',
  DECLINED: 'It was declined already',
  WITHDRAWN: 'It was withdrawn',
  LAPSED: 'Nobody answered within seven days',
};

export const englishOwnershipRefusals: OwnershipRefusalWords = {
  ROLE_UNKNOWN: () => ({ title: 'Choose one of the roles that there are.', text: [] }),
  CANNOT_BECOME_OWNER: ({ because }) => ({ title: unfit[because], text: [] }),
  WORKSPACE_NAME_DIFFERS: ({ workspaceName }) => ({
    title: `That is not the name of the workspace. Type ${workspaceName} to confirm.`,
    text: [],
  }),
  NOT_OWNER: ({ owner }) => ({
    title: 'This is the Owner’s to do',
    text: [
      `Only the Owner hands the ownership over, so nothing was changed. Ask ${owner[0]?.name ?? 'the Owner'}.`,
    ],
  }),
  OWNERSHIP_OFFERED_ALREADY: ({ name }) => ({
    title: 'The ownership is offered already',
    text: [`It is offered to ${name}. Withdraw that offer first, in your account.`],
  }),
  OFFER_SETTLED: ({ outcome }) => ({
    title: 'This offer is over',
    text: [`${outcomes[outcome]}, so nothing was changed now.`],
  }),
  OFFER_UNKNOWN: () => ({
    title: 'This offer is over',
    text: ['It is not there any more, or it is to somebody else, so nothing was changed.'],
  }),
};
