import express, { type Request, Router } from 'express';
import { z } from 'zod';
import { chooseShortcut } from '../acts/choose-shortcut.ts';
import { closeView } from '../acts/close-view.ts';
import { openHome } from '../acts/open-home.ts';
import { operate } from '../acts/operate.ts';
import { say } from '../acts/say.ts';
import { signedOut } from '../acts/signed-in.ts';
import { submitView } from '../acts/submit-view.ts';
import { suggestOptions } from '../acts/suggest-options.ts';
import { type Person, personNamed } from '../people.ts';
import { forgetTraffic } from '../traffic.ts';
import type { World } from '../world.ts';
import { faultsApi } from './faults-api.ts';
import type { Live } from './live.ts';
import { mailDocument } from './mail-document.ts';
import { personFiles } from './person-files.ts';

const typed = z.union([z.string(), z.array(z.string()), z.null()]);
const typedValues = z.record(z.string(), z.record(z.string(), typed));
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.strictObject({ kind: z.literal('modal'), viewId: z.string() }),
  z.strictObject({ kind: z.literal('home') }),
]);

const line = z.strictObject({
  channel: z.string(),
  text: z.string().min(1),
  threadTs: z.string().optional(),
});
const operation = z.strictObject({
  place,
  blockId: z.string(),
  actionId: z.string(),
  value: typed.default(null),
  typed: typedValues.default({}),
});
const shortcut = z.strictObject({
  callbackId: z.string(),
  message: z.strictObject({ channel: z.string(), ts: z.string() }).optional(),
});
const submission = z.strictObject({ viewId: z.string(), typed: typedValues });
const closing = z.strictObject({ viewId: z.string(), everything: z.boolean().default(false) });
const opening = z.strictObject({ tab: z.enum(['home', 'messages']).default('home') });
const lookup = z.strictObject({
  place,
  blockId: z.string(),
  actionId: z.string(),
  query: z.string(),
});

/** What the page itself asks of the sandbox; no part of Slack's API. */
export function pageApi(world: World, live: Live, setUpCast: () => void): Router {
  const router = Router();
  // Before anything else reads the body: a file may be JSON as well.
  router.use('/as/:person/files', personFiles(world));
  router.use(express.json({ limit: '1mb' }));

  /** The parameter has been checked before. */
  const actor = (request: Request<{ person: string }>) => personNamed(world.people, request.params.person);
  router.param('person', (_request, response, next, name) => {
    if (world.people.some((one) => one.name === name)) next();
    else response.status(404).json({ message: 'There is nobody of that name.' });
  });

  router.get('/as/:person/live', (request, response) => live.follow(response, actor(request)));

  const act = <T>(
    name: string,
    schema: z.ZodType<T>,
    perform: (person: Person, input: T) => Promise<unknown>,
  ) => {
    router.post(`/as/:person/${name}`, async (request, response) => {
      const input = schema.safeParse(request.body);
      const words = signedOut(actor(request));
      if (words) response.status(403).json({ ok: false, outcome: 'failed', message: words });
      else if (!input.success) response.status(400).json({ message: z.prettifyError(input.error) });
      else response.json((await perform(actor(request), input.data)) ?? {});
    });
  };
  act('say', line, (person, { channel, text, threadTs }) => say(world, person, channel, text, threadTs));
  act('operate', operation, (person, input) => operate(world, person, input));
  act('shortcut', shortcut, (person, { callbackId, message }) =>
    chooseShortcut(world, person, callbackId, message),
  );
  act('submit', submission, (person, { viewId, typed: values }) => submitView(world, person, viewId, values));
  act('close', closing, (person, { viewId, everything }) => closeView(world, person, viewId, everything));
  act('options', lookup, (person, input) => suggestOptions(world, person, input));
  act('home', opening, (person, { tab }) => openHome(world, person, tab));

  router.get('/mail/:id', (request, response, next) => {
    const mail = world.outbox.mails().find(({ id }) => id === request.params.id);
    if (!mail) return next();
    // What a mail brings along runs nowhere: it is shown as a mail program would.
    response.set('content-security-policy', 'sandbox allow-popups allow-popups-to-escape-sandbox');
    response.type('html').send(mailDocument(mail));
  });

  router.use(faultsApi(world));

  router.get('/traffic/live', (_request, response) => live.followTraffic(response));
  router.delete('/traffic', (_request, response) => {
    forgetTraffic(world.traffic);
    world.changes.announce();
    response.json({});
  });

  router.post('/cast', (_request, response) => {
    setUpCast();
    response.status(202).json({});
  });
  return router;
}
