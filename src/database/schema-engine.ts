import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

export interface LoadedEngine {
  engine: bindings.SchemaEngine;
  /** Ends its connections, which the engine itself keeps. */
  close(): Promise<void>;
}

/**
 * Prisma's own schema engine, compiled to WebAssembly and run in this process. It spares the Prisma CLI and the
 * native engine that the CLI downloads.
 */
export async function loadSchemaEngine(databaseUrl: string): Promise<LoadedEngine> {
  const wasmFile = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), {
    './schema_engine_bg.js': { ...bindings, ...timersThatKeepNobodyWaiting() },
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  const { factory, close } = adapterForScripts(databaseUrl);
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
  return { engine, close };
}

/** The engine never clears its timers, and each would keep the process alive for ten seconds. */
function timersThatKeepNobodyWaiting(): Record<string, unknown> {
  const set = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  const names = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout'));
  return Object.fromEntries(names.map((name) => [name, set]));
}

/**
 * The adapter cuts a script at every semicolon, even inside a function's body. PostgreSQL takes a script whole, and
 * then runs it in one transaction.
 */
function adapterForScripts(databaseUrl: string): { factory: PrismaPg; close: () => Promise<void> } {
  const factory = new PrismaPg({ connectionString: databaseUrl });
  const connect = factory.connect.bind(factory);
  const open: (() => Promise<void>)[] = [];
  factory.connect = async () => {
    const adapter = await connect();
    open.push(() => adapter.dispose());
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  };
  const close = async () => {
    await Promise.all(open.map((dispose) => dispose()));
  };
  return { factory, close };
}
