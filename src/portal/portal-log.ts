/** The part of the log that the portal uses. */
export interface PortalLog {
  error(facts: Record<string, unknown>, message: string): void;
}
