import type { JobPayload } from '../deps.ts';
import { mailFrame } from '../mail/mail-frame.ts';
import { renderMail } from '../mail/render.ts';
import { SeatWarningMail } from '../mail/templates/seat-warning-mail.tsx';
import { headerText } from '../mail/transport.ts';
import { seatWarningMail } from '../views/seat-warning.message.ts';
import { countSeats } from '../workspaces/seats.ts';
import type { JobEdge } from './edge.ts';
import { requireDelivered } from './require-delivered.ts';

/** Mails the billing contact what the Owner is told in Slack; nothing where there is none, or room again meanwhile. */
export async function mailSeatWarning(
  { deps, sendMail }: Pick<JobEdge, 'deps' | 'sendMail'>,
  { workspaceId, percent, at }: JobPayload<'mail-seat-warning'>,
): Promise<void> {
  const workspace = await deps.db.workspace.findFirst({ where: { id: workspaceId, seatsWarned: percent } });
  if (!workspace?.billingName || !workspace.billingEmail) return;
  const { limit, ...used } = await countSeats(deps.db, workspaceId, deps.now());
  if (limit === null) return;
  const { billingName: name, billingEmail: email } = workspace;
  const seats = { limit, ...used };
  const { heading, text } = seatWarningMail({ workspaceName: workspace.name, seats });
  // Its words are the product's in Slack.
  const frame = mailFrame(deps.product, { ...workspace, language: 'EN' });
  requireDelivered(
    await sendMail([
      {
        subject: headerText(heading),
        ...(await renderMail(SeatWarningMail({ ...frame, contactName: name, heading, text }))),
        category: 'account',
        recipients: [
          {
            key: `seats-${workspaceId}-${percent}-${Date.parse(at)}`,
            to: { email, name },
            customArgs: { workspace_id: workspaceId },
            substitutions: {},
          },
        ],
      },
    ]),
  );
}
