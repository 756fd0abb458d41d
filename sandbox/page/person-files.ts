import { type Request, Router } from 'express';
import { z } from 'zod';
import { signedOut } from '../acts/signed-in.ts';
import { uploadFile } from '../acts/upload-file.ts';
import { personNamed } from '../people.ts';
import { largestAttachment } from '../shared/file-limits.ts';
import { canSeeFile, type World } from '../world.ts';
import { sendFile } from './send-file.ts';

const announced = z.object({ name: z.string().min(1).max(255) });
const length = z.coerce.number().int().min(1).max(largestAttachment);

/** What one person uploads and opens; the person has been looked up before. */
export function personFiles(world: World): Router {
  const router = Router({ mergeParams: true });
  router.post('/', async (request: Request<{ person: string }>, response) => {
    const file = announced.safeParse(request.query);
    const size = length.safeParse(request.get('content-length'));
    if (!file.success || !size.success)
      return response.status(400).json({ ok: false, message: 'This file is empty or too large.' });
    const person = personNamed(world.people, request.params.person);
    const words = signedOut(person);
    if (words) return response.status(403).json({ ok: false, message: words });
    const stored = await uploadFile(world, person, { ...file.data, size: size.data }, request);
    return stored
      ? response.json({ ok: true, id: stored.id })
      : response.status(400).json({ ok: false, message: 'The file did not arrive whole.' });
  });
  router.get('/:id/:name', (request: Request<{ person: string; id: string }>, response, next) => {
    const file = world.files.find(request.params.id);
    if (!file || !canSeeFile(world, personNamed(world.people, request.params.person).id, file)) return next();
    return sendFile(world, response, file, { isDownload: 'download' in request.query });
  });
  return router;
}
