import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type ExportWish, exportWish, wholeWish } from '../exports/export-wish.ts';
import { exportableKinds, requireExportable, seesOwnActivityOnly } from '../exports/may-export.ts';
import { requestExport } from '../exports/request-export.ts';
import { ExportKind } from '../generated/prisma/enums.ts';
import type { Actor } from '../roles/permitted.ts';
import {
  daysProblem,
  EXPORT_FORM,
  EXPORT_WHAT_ACTION,
  exportModal,
  readExportForm,
} from '../views/export.modal.ts';
import { EXPORT_ACTION } from '../views/export-button.ts';
import { doneModal } from '../views/form-again.ts';
import { commandText } from '../views/typed-text.ts';
import { onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { showInModal, showOnTop } from './invitation-views.ts';
import { onSubmission } from './submission.ts';

const onItsWay =
  'The file is on its way: it comes to your messages from this app. Where there is much in it, a message there says how far it is.';

/** Files of what the lists show. */
export function registerExports(app: App, edge: SlackEdge) {
  onButton(app, edge, EXPORT_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const wish = exportWish.parse(JSON.parse(request.value));
    await showOnTop(edge, request, await formFor(edge, caller, wish, true));
  });
  onButton(app, edge, EXPORT_WHAT_ACTION, async (request) => {
    const caller = await requireCaller(edge, request);
    const kind = Object.values(ExportKind).find((one) => one === request.value) ?? 'ACTIVITY';
    const { modal } = request;
    const onTop = modal !== undefined && modal.rootId !== modal.id;
    await showInModal(edge, request, () => formFor(edge, caller, wholeWish(kind), onTop));
  });
  onSubmission(app, edge, EXPORT_FORM, async (request) => {
    const actor = await requireCaller(edge, request);
    const { kind, fields } = readExportForm(request.view.state.values);
    const wish = exportWish.parse({ ...wholeWish(kind), ...fields });
    const errors = daysProblem(wish);
    if (errors) return { response_action: 'errors', errors };
    await requestExport(edge.deps, {
      ...{ actor, submission: request.view.id, wish },
      origin: { source: 'SLACK' },
    });
    return { response_action: 'update', view: doneModal(onItsWay) };
  });
}

/** `/fluxera export [users|invitations|activity|assets|licenses] [history]` */
export async function openExport(edge: SlackEdge, request: Request, text: string): Promise<void> {
  const caller = await requireCaller(edge, request);
  const kind = kindNamed(text) ?? exportableKinds(caller)[0] ?? 'ACTIVITY';
  const view = await formFor(edge, caller, wholeWish(kind), false);
  await edge.slack.views.open({ trigger_id: request.triggerId, view });
}

const names = new Map<string, ExportKind>(
  Object.entries({
    users: 'USERS',
    people: 'USERS',
    invitations: 'INVITATIONS',
    activity: 'ACTIVITY',
    assets: 'ASSETS',
    'assets history': 'ASSET_HISTORY',
    licenses: 'LICENSES',
    'licenses history': 'LICENSE_HISTORY',
  } as const),
);

function kindNamed(text: string): ExportKind | undefined {
  return names.get(commandText(text).toLowerCase().split(/\s+/).join(' '));
}

async function formFor(edge: SlackEdge, caller: Actor, wish: ExportWish, onTop: boolean): Promise<ModalView> {
  await requireExportable(edge.deps.db, caller, wish.kind);
  return exportModal(wish, {
    kinds: exportableKinds(caller),
    ownActivityOnly: seesOwnActivityOnly(caller),
    onTop,
  });
}
