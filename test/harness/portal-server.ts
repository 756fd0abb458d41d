import { createServer } from 'node:http';
import express from 'express';
import type { Log } from '../../src/log.ts';
import { createAuth } from '../../src/portal/auth.ts';
import { createLimits } from '../../src/portal/limits.ts';
import { createPortal } from '../../src/portal/portal.ts';
import { portalErrors, portalNotFound } from '../../src/portal/portal-errors.tsx';
import { createWorld, type World } from './world.ts';

export interface PortalWorld extends World {
  url: string;
  databaseUrl: string;
  /** Everything that was logged, as text. */
  logged: string[];
}

/** The portal on a port of this machine, with a database of its own. */
export async function startPortal(): Promise<PortalWorld> {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  const world = await createWorld(url);
  const logged: string[] = [];
  const write = (...entry: unknown[]) => {
    logged.push(entry.map((part) => (part instanceof Error ? part.stack : JSON.stringify(part))).join(' '));
  };
  const log: Log = {
    ...{ trace: write, debug: write, info: write, warn: write, error: write, fatal: write },
    isLevelEnabled: () => true,
  };
  const { deps, pool } = world;
  const auth = createAuth({ deps, appSecret: 'another secret for the sessions', log });
  const limits = createLimits({ pool, now: deps.now });
  // Tests say which address they come from.
  app.set('trust proxy', true);
  app.use(createPortal({ deps, auth, limits, log }));
  app.use(portalNotFound({ deps }));
  app.use(portalErrors({ deps, log }));
  return {
    ...world,
    url,
    databaseUrl: world.url,
    logged,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await world.close();
    },
  };
}
