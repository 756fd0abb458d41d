import type { OpenModal } from '../modals.ts';
import { app, team } from '../people.ts';
import { currentValues } from '../shared/inputs.ts';
import { slackState } from '../state-values.ts';
import type { HomeView, ModalView } from '../validation/views.ts';
import type { World } from '../world.ts';
import { sharedFilePayload } from './file-payload.ts';

/** A modal as the Web API answers it and interactions carry it. */
export function modalPayload(world: World, { view, ...modal }: OpenModal) {
  return {
    ...commonPayload(view),
    id: modal.id,
    hash: modal.hash,
    title: view.title,
    submit: view.submit ?? null,
    close: view.close ?? null,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    previous_view_id: modal.previousId,
    root_view_id: modal.rootId,
    state: slackState(view.blocks, currentValues(view.blocks, modal.typed), modal.suggested, (id) =>
      sharedFilePayload(world, id),
    ),
  };
}

/** A home tab as the Web API answers it and interactions carry it. */
export function homePayload({ id, hash, view }: { id: string; hash: string; view: HomeView }) {
  return {
    ...commonPayload(view),
    id,
    hash,
    title: { type: 'plain_text', text: 'View Title' },
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    previous_view_id: null,
    root_view_id: id,
    state: slackState(view.blocks, {}),
  };
}

function commonPayload(view: ModalView | HomeView) {
  return {
    team_id: team.id,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
  };
}
