import path from 'node:path';
import express, { Router } from 'express';
import { projectRoot } from '../project-root.ts';

const preact: Record<string, string> = {
  'preact.mjs': 'dist/preact.mjs',
  'hooks.mjs': 'hooks/dist/hooks.mjs',
  'jsx-runtime.mjs': 'jsx-runtime/dist/jsxRuntime.mjs',
};

/** The page: its scripts as `npm run build` left them in dist/, its document and styles as they are in the source. */
export function assets(): Router {
  const root = projectRoot();
  const router = Router();
  const uncached = { etag: true, lastModified: true, cacheControl: false, index: false } as const;
  router.get('/', (_request, response) => response.sendFile(path.join(root, 'sandbox/client/index.html')));
  router.use('/client', express.static(path.join(root, 'dist/sandbox/client'), uncached));
  router.use('/shared', express.static(path.join(root, 'dist/sandbox/shared'), uncached));
  router.use('/styles', express.static(path.join(root, 'sandbox/client/styles'), uncached));
  router.get('/vendor/:file', (request, response, next) => {
    const file = preact[request.params.file];
    if (file) response.sendFile(path.join(root, 'node_modules/preact', file));
    else next();
  });
  return router;
}
