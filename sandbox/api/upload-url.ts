import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { type Request, type Response, Router } from 'express';
import { rememberCall, startTimer } from '../traffic.ts';
import type { World } from '../world.ts';
import { interruption } from './interrupt.ts';

/** The addresses to which the app posts the bytes of a file, raw or as a form; no token is asked for. */
export function uploadUrlEndpoint(world: World): Router {
  const router = Router();
  router.post('/:ticket', async (request: Request<{ ticket: string }>, response: Response) => {
    const timed = startTimer(world.now);
    const { ticket } = request.params;
    const file = world.files.expected(ticket);
    const interrupted = interruption(world.faults.ofCall('upload_url'));
    const received = !interrupted && file && (await receive(world, ticket, request));
    rememberCall(world.traffic, {
      ...timed(),
      method: 'upload_url',
      request: { file: file?.id },
      response: received
        ? { ok: true }
        : { ok: false, error: interrupted?.error ?? (file ? 'wrong_length' : 'unknown_upload') },
      warnings: [],
    });
    world.changes.announce();
    if (interrupted) interrupted.send(response);
    else if (received) response.type('text').send(`OK - ${file.size}`);
    else
      response
        .status(file ? 400 : 404)
        .type('text')
        .send(file ? `The bytes are not the ${file.size} that were announced.` : 'This upload is not known.');
  });
  return router;
}

async function receive(world: World, ticket: string, request: Request): Promise<boolean> {
  const type = request.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return world.files.receive(ticket, request);
  const form = new Busboy({ headers: { 'content-type': type }, limits: { files: 1 } });
  const part = new Promise<Readable | undefined>((resolve) => {
    form.once('file', (_field, bytes) => resolve(bytes));
    form.once('close', () => resolve(undefined));
    form.once('finish', () => resolve(undefined));
  });
  const [isWhole, received] = await Promise.all([
    pipeline(request, form).then(
      () => true,
      () => false,
    ),
    part.then((bytes) => bytes !== undefined && world.files.receive(ticket, bytes)),
  ]);
  return isWhole && received;
}
