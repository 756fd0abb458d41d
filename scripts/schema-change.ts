import { loadSchemaEngine } from '../src/database/schema-engine.ts';

/** The SQL that turns a database of one schema into one of another; empty where they are the same. */
export async function schemaChange(databaseUrl: string, before: string, after: string): Promise<string> {
  const { engine, close } = await loadSchemaEngine(databaseUrl);
  const schema = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  });
  try {
    const { stdout } = await engine.diff({
      from: schema(before),
      to: schema(after),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? '').trim();
    return sql.startsWith('-- This is an empty migration') ? '' : sql;
  } finally {
    await close();
  }
}
