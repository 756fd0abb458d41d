import type { App } from '@slack/bolt';
import type { HomeView } from '@slack/types';
import { Refusal } from '../errors.ts';
import { digestOf, recordHomeVisit } from '../home/home-visits.ts';
import { readHome } from '../home/read-home.ts';
import { appHome, HOME_MORE_ACTION, HOME_REPORT_ACTION, refusedHome } from '../views/app-home.home.ts';
import { openAssets } from './assets.ts';
import { openBilling } from './billing.ts';
import { answer, onButton, type Request } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { openLicenses } from './licenses.ts';
import { openReport } from './reports.ts';
import { openRoles } from './roles.ts';
import { openSettings } from './settings.ts';

export function registerHome(app: App, edge: SlackEdge) {
  onHomeOpened(app, edge);
  onButton(app, edge, HOME_REPORT_ACTION, (request) => openReport(edge, request, ''));
  onButton(app, edge, HOME_MORE_ACTION, (request) => {
    switch (request.value) {
      case 'roles':
        return openRoles(edge, request);
      case 'assets':
        return openAssets(edge, request, '');
      case 'licenses':
        return openLicenses(edge, request, '');
      case 'billing':
        return openBilling(edge, request);
      default:
        return openSettings(edge, request);
    }
  });
}

/** Slack wants no answer to the opening of App Home but a published view. */
function onHomeOpened(app: App, edge: SlackEdge) {
  app.event('app_home_opened', ({ event, body }) => {
    if (event.tab !== 'home') return Promise.resolve();
    const person = { slackTeamId: body.team_id, slackUserId: event.user, homeTeamId: undefined };
    const nobody = () => {};
    return edge.inFlight.track(
      answer(edge, { name: 'app_home_opened', person }, () => publishHome(edge, { person }), {
        refusal: nobody,
        fault: nobody,
      }),
    );
  });
}

/** Shows somebody their App Home as it is now; from then on it follows what changes. */
export async function publishHome(edge: SlackEdge, request: Pick<Request, 'person'>): Promise<void> {
  const publish = (view: HomeView) => edge.slack.views.publish({ user_id: request.person.slackUserId, view });
  try {
    const { deps } = edge;
    const caller = await requireCaller(edge, request);
    const view = appHome(await readHome(deps, deps.db, caller), deps.product);
    await publish(view);
    await recordHomeVisit(deps, deps.db, { ...caller, shown: digestOf(view) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await publish(refusedHome(error.asUnion(), edge.deps.product));
  }
}
