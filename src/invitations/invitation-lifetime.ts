/** Seven days, always. */
export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
/** So long before its end an invitation is called expiring, and its invitee is reminded. */
export const ENDS_SOON_MS = 2 * 24 * 60 * 60 * 1000;
