/** Seven days, always. */
export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
