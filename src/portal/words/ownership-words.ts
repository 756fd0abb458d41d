import type { SeenOffer } from '../../ownership/read-offer.ts';
import type { RefusalWords } from './refusal-words.ts';

/** What the pages say about handing the ownership over. */
export interface OwnershipWords {
  notes: Record<'offered' | 'accepted' | 'declined' | 'withdrawn', string>;
  isYours: string;
  handOver: string;
  youOffered(offer: SeenOffer): string;
  isOffered(offer: SeenOffer, workspaceName: string): string;
  withdraw: string;
  accept: string;
  decline: string;
  lead(workspaceName: string): string;
  newOwner: string;
  newOwnerHint: string;
  newRole: string;
  newRoleHint: string;
  workspaceName: string;
  workspaceNameHint(workspaceName: string): string;
  offer: string;
  back: string;
}

export type OwnershipRefusalWords = Pick<
  RefusalWords,
  | 'ROLE_UNKNOWN'
  | 'CANNOT_BECOME_OWNER'
  | 'WORKSPACE_NAME_DIFFERS'
  | 'NOT_OWNER'
  | 'OWNERSHIP_OFFERED_ALREADY'
  | 'OFFER_SETTLED'
  | 'OFFER_UNKNOWN'
>;
