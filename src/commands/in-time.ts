import { withDeadline } from '../with-deadline.ts';

/** Slack gives three seconds, of which the way takes a part. */
export const ACKNOWLEDGE_WITHIN_MS = 2300;

/** Answers at once where the work is done in time; else acknowledges first, and tells the outcome when it is there. */
export async function answerInTime<Reply>(
  work: Promise<Reply>,
  acknowledgeWithinMs: number,
  ways: {
    inTime: (reply: Reply) => Promise<unknown>;
    late: () => Promise<unknown>;
    afterwards: (reply: Reply) => Promise<unknown>;
  },
): Promise<void> {
  if (await withDeadline(work, acknowledgeWithinMs)) {
    await ways.inTime(await work);
    return;
  }
  await ways.late();
  await ways.afterwards(await work);
}
