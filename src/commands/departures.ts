import type { App } from '@slack/bolt';
import { keepAccess } from '../departures/keep-access.ts';
import { recordDeparture, recordReturn } from '../departures/record-departure.ts';
import { accessKeptText, KEEP_ACCESS_ACTION, readDepartureButton } from '../views/departure.message.ts';
import { outcomeMessage } from '../views/invitation-outcome.ts';
import { answer, onButton } from './boundary.ts';
import { requireCaller } from './caller.ts';
import type { SlackEdge } from './edge.ts';
import { readSlackPerson } from './slack-person.ts';

/** Whoever leaves Slack, or comes back, and what is decided about their access. */
export function registerDepartures(app: App, edge: SlackEdge) {
  app.event('user_change', ({ event, body }) => {
    const nobody = () => {};
    const hear = async () => {
      const { team_id: slackTeamId } = body;
      const { slackUserId, isOfTeam, hasLeft, confirmedEmail } = readSlackPerson(event.user, slackTeamId);
      const person = { slackTeamId, slackUserId, email: isOfTeam ? confirmedEmail : undefined };
      await (hasLeft ? recordDeparture(edge.deps, person) : recordReturn(edge.deps, person));
    };
    return edge.inFlight.track(
      answer(edge, { name: 'user_change' }, hear, { refusal: nobody, fault: nobody }),
    );
  });
  onButton(app, edge, KEEP_ACCESS_ACTION, async (request) => {
    const actor = await requireCaller(edge, request);
    const departureId = readDepartureButton(request.value);
    const kept = await keepAccess(edge.deps, { actor, departureId, origin: { source: 'SLACK' } });
    await request.tell(outcomeMessage(accessKeptText(kept)));
  });
}
