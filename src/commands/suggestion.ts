import type { App } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { answer, personOf, type Request } from './boundary.ts';
import type { SlackEdge } from './edge.ts';

export interface SuggestionRequest extends Pick<Request, 'person'> {
  /** What somebody typed into the menu so far. */
  typed: string;
}

/** Handles a menu whose options are looked up while somebody types. Where they cannot be, there are none. */
export function onSuggestion(
  app: App,
  edge: SlackEdge,
  actionId: string,
  handle: (request: SuggestionRequest) => Promise<PlainTextOption[]>,
) {
  app.options<'block_suggestion'>({ action_id: actionId, type: 'block_suggestion' }, ({ body, ack }) => {
    const nothing = () => [];
    const person = personOf(body);
    const work = async () => {
      const options = await answer<PlainTextOption[]>(
        edge,
        { name: actionId, person },
        () => handle({ person, typed: body.value }),
        { refusal: nothing, fault: nothing },
      );
      await ack({ options });
    };
    return edge.inFlight.track(work());
  });
}
