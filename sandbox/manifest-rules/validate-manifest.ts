import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { projectRoot } from '../project-root.ts';
import { furtherRules, type ManifestError } from './further-rules.ts';

export type CheckManifest = (manifest: unknown) => { errors: ManifestError[]; warnings: ManifestError[] };

/** Slack's own schema, and what Slack checks beyond it. */
export function createManifestRules(): CheckManifest {
  let meetsSchema: ValidateFunction | undefined;
  return (manifest) => {
    // Few who start a sandbox ask for it: the others do not wait for a schema to be compiled.
    meetsSchema ??= compileSchema();
    const bySchema = meetsSchema(manifest) ? [] : (meetsSchema.errors ?? []).map(schemaError);
    const { errors, warnings } = furtherRules(manifest);
    const known = new Set(bySchema.map(({ pointer }) => pointer));
    return { errors: [...bySchema, ...errors.filter(({ pointer }) => !known.has(pointer))], warnings };
  };
}

function compileSchema(): ValidateFunction {
  const file = path.join(projectRoot(), 'sandbox/manifest-rules/manifest.schema.2.0.0.json');
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

function schemaError({ instancePath, keyword, message, params }: ErrorObject): ManifestError {
  if (keyword === 'additionalProperties')
    return {
      message: `Invalid additional property: ${params.additionalProperty}`,
      pointer: `${instancePath}/${params.additionalProperty}`,
    };
  if (keyword === 'required')
    return {
      message: `Missing required field: ${params.missingProperty}`,
      pointer: `${instancePath}/${params.missingProperty}`,
    };
  return { message: `Value ${message}`, pointer: instancePath || '/' };
}
