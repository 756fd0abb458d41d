import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { readReport } from '../reports/read-report.ts';
import { type ReportLength, USUAL_LENGTH } from '../reports/report-period.ts';
import { requestReport } from '../reports/request-report.ts';
import type { Actor } from '../roles/permitted.ts';
import { outcomeMessage } from '../views/invitation-outcome.ts';
import {
  REPORT_LENGTH_ACTION,
  REPORT_REFRESH_ACTION,
  REPORT_SENT,
  readReportLength,
  reportModal,
  SEND_REPORT_ACTION,
  typedReportLength,
  WEEKLY_REPORT_ACTION,
} from '../views/report.modal.ts';
import { type ActionRequest, onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { type Notice, noticeOf, showInModal } from './invitation-views.ts';
import { showSettings } from './settings.ts';
import { showOrTell } from './show-done.ts';
import { updateModal } from './update-modal.ts';

export function registerReports(app: App, edge: SlackEdge) {
  for (const action of [REPORT_LENGTH_ACTION, REPORT_REFRESH_ACTION]) {
    onButton(app, edge, action, async (request) => {
      const caller = await requireCaller(edge, request);
      await showInModal(edge, request, () => reportView(edge, caller, readReportLength(request.value)));
    });
  }
  onButton(app, edge, SEND_REPORT_ACTION, (request) => send(edge, request));
  onButton(app, edge, WEEKLY_REPORT_ACTION, (request) => showSettings(edge, request));
}

/** `/fluxera report [4|12|26|52]` */
export async function openReport(edge: SlackEdge, request: Request, text: string): Promise<void> {
  const caller = await requireCaller(edge, request);
  const view = await reportView(edge, caller, typedReportLength(text) ?? USUAL_LENGTH);
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

async function reportView(
  { deps }: SlackEdge,
  caller: Actor,
  length: ReportLength,
  notice?: Notice,
): Promise<ModalView> {
  const report = await deps.db.$transaction((tx) => readReport(deps, tx, caller, length));
  return reportModal(report, { length, ...(notice && { notice }) });
}

/** Sends the pictures of the report that is shown, and says so in it. */
async function send(edge: SlackEdge, request: ActionRequest): Promise<void> {
  const actor = await requireCaller(edge, request);
  const length = readReportLength(request.value);
  const { modal } = request;
  const work = async () => {
    await requestReport(edge.deps, { actor, length });
    return REPORT_SENT;
  };
  if (!modal) return request.tell(outcomeMessage(await work()));
  const notice = await noticeOf(edge, request, work);
  await showOrTell(edge, request, notice.text, async () =>
    updateModal(edge, modal.id, await reportView(edge, actor, length, notice)),
  );
}
