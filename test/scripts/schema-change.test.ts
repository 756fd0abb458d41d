import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { schemaChange } from '../../scripts/schema-change.ts';
import { emptyDatabase } from '../harness/empty-database.ts';

test('Whoever adds a column to the schema gets the SQL that adds it, and nothing else', async () => {
  const schema = await readFile('prisma/schema.prisma', 'utf8');
  const changed = schema.replace('model Workspace {\n', 'model Workspace {\n  nickname String?\n');
  const database = await emptyDatabase();
  const sql = await schemaChange(database.url, schema, changed);
  expect(sql).toBe('-- AlterTable\nALTER TABLE "workspace" ADD COLUMN     "nickname" TEXT;');
  await database.drop();
});
