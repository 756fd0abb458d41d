import type { JobHandlers } from '../queue/worker.ts';
import { announceAcceptance } from './announce-acceptance.ts';
import type { JobEdge } from './edge.ts';
import { reportWithdrawnInvitation } from './report-withdrawn-invitation.ts';

/** Every queued job and what does it. */
export function jobHandlers(edge: JobEdge): JobHandlers {
  return {
    'mail-invitations': async () => {},
    'mail-verification': async () => {},
    'mail-password-link': async () => {},
    'announce-acceptance': (payload) => announceAcceptance(edge, payload),
    'report-withdrawn-invitation': (payload) => reportWithdrawnInvitation(edge, payload),
  };
}
