import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { app } from '../people.ts';
import { defineMethod, fail, ok } from './method.ts';

export const appMethods = [
  defineMethod(
    'apps.connections.open',
    'connections:write',
    {},
    (world) => ok({ url: world.sockets.issueUrl() }),
    ['app'],
  ),
  defineMethod(
    'apps.manifest.validate',
    null,
    { manifest: z.string(), app_id: z.string().optional() },
    (world, { manifest: text, app_id }) => {
      if (app_id !== undefined && app_id !== app.id) return fail('invalid_app_id');
      const manifest = parseJson(text);
      if (manifest === undefined)
        return fail('invalid_manifest', [], {
          errors: [{ message: 'The manifest is not valid JSON', pointer: '/' }],
        });
      const { errors, warnings } = world.checkManifest(manifest);
      if (errors.length > 0) return fail('invalid_manifest', [], { errors });
      const words = warnings.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
      return {
        answer: ok(
          words.length > 0 ? { response_metadata: { messages: words.map((one) => `[WARN] ${one}`) } } : {},
        ),
        warnings: words,
      };
    },
    ['configuration', 'app'],
  ),
];
