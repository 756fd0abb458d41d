import { Router } from 'express';
import { z } from 'zod';
import { join, newcomerFields } from '../acts/change-people.ts';
import { fault, injectFault } from '../acts/inject-fault.ts';
import type { World } from '../world.ts';

/** What goes wrong, by hand or by a script: no part of Slack's API. */
export function faultsApi(world: World): Router {
  const router = Router();

  const named = fault.refine(
    (one) => one.fault !== 'standing' || world.people.some(({ name }) => name === one.person),
    { path: ['person'], message: 'There is nobody of that name.' },
  );
  router.post('/faults', async (request, response) => {
    const input = named.safeParse(request.body);
    if (!input.success) return response.status(400).json({ message: z.prettifyError(input.error) });
    await injectFault(world, input.data);
    return response.status(201).json(input.data);
  });
  router.get('/faults', (_request, response) => response.json(world.faults.armed()));
  router.delete('/faults', (_request, response) => {
    world.faults.clear();
    response.json({});
  });
  router.delete('/faults/:id', (request, response) => {
    world.faults.forget(request.params.id);
    response.json({});
  });

  const fresh = newcomerFields.refine(
    ({ name, email }) => !world.people.some((one) => one.name === name || one.email === email),
    'There is somebody of that name or address already.',
  );
  router.post('/people', async (request, response) => {
    const input = fresh.safeParse(request.body);
    if (!input.success)
      return response
        .status(400)
        .json({ message: input.error.issues.map((issue) => issue.message).join(' ') });
    const { id } = await join(world, input.data);
    return response.status(201).json({ id });
  });
  return router;
}
