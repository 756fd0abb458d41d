import type { ReviewSummary, SummaryRow } from '../reviews/read-summary.ts';
import { decisionText } from './access-review.modal.ts';
import { escapeMrkdwn, slackDate } from './text.ts';
import { statusWords } from './user-words.ts';

export const summaryHeader = [
  ...['Name', 'Email Address', 'Role Before', 'Role After', 'Status Before', 'Status After'],
  ...['Decision', 'Decided By', 'Decided About Themselves', 'Decided At', 'Last Sign-In'],
];

export function summaryRow(row: SummaryRow): string[] {
  return [
    ...[row.name, row.email, row.roleBefore, row.roleAfter],
    ...[statusWords[row.statusBefore], statusWords[row.statusAfter]],
    decisionText(row.decision, row.isElsewhere),
    row.decidedBy ?? 'Their last day was over',
    row.isOwnDecision ? 'Yes' : 'No',
    row.decidedAt.toISOString(),
    row.lastSignInAt?.toISOString() ?? 'Never',
  ];
}

/** What the file is called, and what is said with it. */
export function summaryFile({ finishedBy, finishedAt, rows }: ReviewSummary): { name: string; text: string } {
  const people = rows.length === 1 ? 'one person' : `${rows.length} people`;
  return {
    name: `access-review-${finishedAt.toISOString().slice(0, 10)}.csv`,
    text: `The access review of ${people}, signed off by ${escapeMrkdwn(finishedBy)} on ${slackDate(finishedAt)}. Times in the file are UTC.`,
  };
}
