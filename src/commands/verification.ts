import type { App } from '@slack/bolt';
import { requestVerificationMail } from '../users/request-verification-mail.ts';
import { SEND_VERIFICATION_ACTION, verificationSentMessage } from '../views/verification.message.ts';
import { type ActionRequest, onButton } from './boundary.ts';
import { requireAccount, requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { publishHome } from './home.ts';

export function registerVerification(app: App, edge: SlackEdge) {
  onButton(app, edge, SEND_VERIFICATION_ACTION, (request) => sendAgain(edge, request));
}

/** For people who did not get the verification mail, or cannot find it. */
async function sendAgain(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const user = await requireAccount(edge, request);
  if (user.status !== 'UNVERIFIED') {
    await requireCaller(edge, request);
    // Where the button may have stood, which is of no use any more.
    await publishHome(edge, request);
    await request.tell(verificationSentMessage({ isVerified: true }));
    return;
  }
  await edge.countVerificationMail(user.userId);
  await requestVerificationMail(edge.deps, user);
  await request.tell(verificationSentMessage({ isVerified: false }));
}
