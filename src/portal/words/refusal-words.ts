import type { RefusalFacts } from '../../errors.ts';

/** The refusals that the portal can cause. */
export type PortalRefusal =
  | 'LINK_INVALID'
  | 'LINK_EXPIRED'
  | 'INVITATION_EXPIRED'
  | 'INVITATION_CANCELED'
  | 'INVITATION_ACCESS_ENDED'
  | 'INVITATION_REPLACED'
  | 'INVITATION_ACCEPTED'
  | 'INVITATION_WITHDRAWN'
  | 'WORKSPACE_FULL'
  | 'USER_EXISTS'
  | 'ADDRESS_LINK_EXPIRED'
  | 'ADDRESS_TAKEN'
  | 'ACCOUNT_INACTIVE'
  | 'ACCESS_ENDED'
  | 'PASSWORD_TOO_WEAK'
  | 'PASSWORD_WRONG'
  | 'SIGN_IN_FAILED'
  | 'OWN_PASSWORD_WRONG'
  | 'CODE_WRONG'
  | 'SECOND_FACTOR_REQUIRED'
  | 'SECOND_FACTOR_MISSING'
  | 'TOO_MANY_ATTEMPTS'
  | 'BUSY'
  | 'FOREIGN_FORM'
  | 'ROLE_UNKNOWN'
  | 'CANNOT_BECOME_OWNER'
  | 'WORKSPACE_NAME_DIFFERS'
  | 'NOT_OWNER'
  | 'OWNERSHIP_OFFERED_ALREADY'
  | 'OFFER_SETTLED'
  | 'OFFER_UNKNOWN';

/** What a person reads when something is refused: what happened, why, and what to do next. */
export interface Told {
  title: string;
  text: string[];
}

/** A sentence for every refusal; a language that lacks one does not compile. */
export type RefusalWords = {
  [Code in PortalRefusal]: (facts: RefusalFacts[Code], productName: string) => Told;
};
