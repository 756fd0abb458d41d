import { Router } from 'express';
import { channelName, personOfDirectMessage } from '../channels.ts';
import type { World } from '../world.ts';

/** The addresses of messages and files that the Web API hands out: they lead to the conversation. */
export function permalinks(world: World): Router {
  const router = Router();
  router.get('/archives/:channel/:message', (request, response) =>
    response.redirect(placeOf(world, request.params.channel)),
  );
  router.get('/files/:user/:id/:name', (request, response, next) => {
    const { id } = request.params;
    const share = world.store.state.messages.find(({ files }) => files?.includes(id));
    if (share) response.redirect(placeOf(world, share.channel));
    else next();
  });
  return router;
}

function placeOf({ people }: World, channel: string): string {
  const person = personOfDirectMessage(people, channel);
  return person ? `/#/as/${person.name}/dm` : `/#/channel/${channelName(channel)}`;
}
