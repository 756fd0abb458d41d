// Reads TypeScript as it is written, and gives every test file modules of its own as far as they belong to the tests.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const tests = new URL('../', import.meta.url).href;
const globals = new URL('jest-globals.js', import.meta.url).href;

/** What a file of the tests imports from the tests is of the same run: `?run=` is handed on. */
export async function resolve(specifier, context, nextResolve) {
  const run = context.parentURL && new URL(context.parentURL).search;
  if (specifier === '@jest/globals' && run)
    return { url: globals + run, format: 'module', shortCircuit: true };
  const found = await nextResolve(specifier, context);
  return run && found.url.startsWith(tests) ? { ...found, url: found.url + run } : found;
}

export async function load(url, context, nextLoad) {
  const { pathname, protocol } = new URL(url);
  if (protocol !== 'file:' || !/\.tsx?$/.test(pathname)) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2023',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
