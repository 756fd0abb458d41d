import { type Request, type Response, Router } from 'express';
import { sendFile } from '../page/send-file.ts';
import { team } from '../people.ts';
import { rememberCall, startTimer } from '../traffic.ts';
import type { World } from '../world.ts';

/** `url_private` and `url_private_download`: for the bot's token, and a page to sign in on for anybody else. */
export function privateFiles(world: World): Router {
  const router = Router();
  const serve = (request: Request<{ key: string }>, response: Response, isDownload: boolean) => {
    const timed = startTimer(world.now);
    const file = world.files.find(request.params.key.replace(`${team.id}-`, ''));
    const isKnown = request.get('authorization') === `Bearer ${world.secrets.botToken}`;
    const error = isKnown && world.manifest.scopes.includes('files:read') ? undefined : 'not_authed';
    rememberCall(world.traffic, {
      ...timed(),
      method: 'url_private',
      request: { file: file?.id },
      response: error === undefined && file ? { ok: true } : { ok: false, error: error ?? 'file_not_found' },
      warnings: [],
    });
    world.changes.announce();
    // Slack leads to its sign-in page, with status 200: a client has to look at what it got.
    if (error) response.type('html').send(page(`Sign in to ${team.name} | Slack`));
    else if (file) sendFile(world, response, file, { isDownload });
    else response.status(404).type('html').send(page('File not found | Slack'));
  };
  router.get('/:key/download/:name', (request, response) => serve(request, response, true));
  router.get('/:key/:name', (request, response) => serve(request, response, false));
  return router;
}

const page = (title: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
