import type { AnyRefusal, RefusalFacts } from '../errors.ts';
import type { PageFrame } from './page-frame.ts';
import type { PortalRefusal, Told } from './words/refusal-words.ts';

/** Where somebody is led from a refusal, and with which status it is answered. */
interface Answer {
  status: number;
  /** The field of the form that it is about; undefined: the form is of no use any more. */
  field?: 'firstName' | 'lastName' | 'email' | 'password' | 'code' | 'role' | 'workspaceName';
  /** Where to go from here. */
  next?: 'SIGN_IN' | 'SEND_VERIFICATION' | 'FORGOT_PASSWORD' | 'NEW_INVITATION' | 'ACCOUNT';
  retryAt?: Date;
}

export type RefusalText = Answer & Told;

const answers: { [Code in PortalRefusal]: (facts: RefusalFacts[Code]) => Answer } = {
  LINK_INVALID: () => ({ status: 404 }),
  LINK_EXPIRED: () => ({ status: 410, next: 'FORGOT_PASSWORD' }),
  INVITATION_EXPIRED: ({ isAskedFor }) =>
    isAskedFor ? { status: 410 } : { status: 410, next: 'NEW_INVITATION' },
  INVITATION_CANCELED: () => ({ status: 410 }),
  INVITATION_ACCESS_ENDED: () => ({ status: 410 }),
  INVITATION_REPLACED: () => ({ status: 410 }),
  INVITATION_ACCEPTED: ({ verified }) => ({
    status: 410,
    next: verified ? 'SIGN_IN' : 'SEND_VERIFICATION',
  }),
  INVITATION_WITHDRAWN: () => ({ status: 410 }),
  WORKSPACE_FULL: () => ({ status: 409 }),
  USER_EXISTS: () => ({ status: 409, next: 'SIGN_IN' }),
  ADDRESS_LINK_EXPIRED: () => ({ status: 410 }),
  ADDRESS_TAKEN: () => ({ status: 409 }),
  ACCOUNT_INACTIVE: () => ({ status: 403 }),
  ACCESS_ENDED: () => ({ status: 403 }),
  PASSWORD_TOO_WEAK: () => ({ status: 422, field: 'password' }),
  PASSWORD_WRONG: () => ({ status: 422, field: 'password', next: 'FORGOT_PASSWORD' }),
  SIGN_IN_FAILED: () => ({ status: 422, field: 'password', next: 'FORGOT_PASSWORD' }),
  OWN_PASSWORD_WRONG: () => ({ status: 422, field: 'password' }),
  CODE_WRONG: () => ({ status: 422, field: 'code' }),
  SECOND_FACTOR_REQUIRED: () => ({ status: 409, next: 'ACCOUNT' }),
  SECOND_FACTOR_MISSING: () => ({ status: 409, next: 'ACCOUNT' }),
  TOO_MANY_ATTEMPTS: ({ retryAt }) => ({ status: 429, retryAt }),
  BUSY: () => ({ status: 503 }),
  FOREIGN_FORM: () => ({ status: 403 }),
  ROLE_UNKNOWN: () => ({ status: 400, field: 'role' }),
  CANNOT_BECOME_OWNER: () => ({ status: 400, field: 'email' }),
  WORKSPACE_NAME_DIFFERS: () => ({ status: 400, field: 'workspaceName' }),
  NOT_OWNER: () => ({ status: 403, next: 'ACCOUNT' }),
  OWNERSHIP_OFFERED_ALREADY: () => ({ status: 409, next: 'ACCOUNT' }),
  OFFER_SETTLED: () => ({ status: 409, next: 'ACCOUNT' }),
  OFFER_UNKNOWN: () => ({ status: 409, next: 'ACCOUNT' }),
};

type Expected<Code extends PortalRefusal = PortalRefusal> = {
  [One in Code]: { code: One; facts: RefusalFacts[One] };
}[Code];

export function refusalText(refusal: AnyRefusal, frame: PageFrame): RefusalText {
  return isExpected(refusal) ? told(refusal, frame) : { status: 403, ...frame.words.notPossible };
}

function isExpected(refusal: AnyRefusal): refusal is Expected {
  return refusal.code in answers;
}

function told<Code extends PortalRefusal>(
  { code, facts }: Expected<Code>,
  { words, productName }: PageFrame,
): RefusalText {
  return { ...answers[code](facts), ...words.refusals[code](facts, productName) };
}
