/** How the bot took a request. What came by Socket Mode and was acknowledged counts as 200. */
export type Delivery =
  | {
      outcome: 'answered';
      status: number;
      body: string;
      /** The bot has said `x-slack-no-retry`. */
      noRetry?: boolean;
    }
  | { outcome: 'late' | 'unreachable' };

/** Whether the bot said 2xx in time. */
export function acknowledged<D extends Delivery>(
  delivery: D,
): delivery is Extract<D, { outcome: 'answered' }> {
  return delivery.outcome === 'answered' && delivery.status >= 200 && delivery.status < 300;
}
