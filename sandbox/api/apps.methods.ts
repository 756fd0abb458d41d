import { defineMethod, ok } from './method.ts';

export const appMethods = [
  defineMethod(
    'apps.connections.open',
    'connections:write',
    {},
    (world) => ok({ url: world.sockets.issueUrl() }),
    'app',
  ),
];
