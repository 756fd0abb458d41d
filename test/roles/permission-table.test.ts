import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { builtInRoles, permissionsOf, permissionTable } from '../../src/roles/permission-table.ts';
import { createWorld } from '../harness/world.ts';

/** The guide's own table: a row for each permission, a mark for each role. */
async function guideTable(): Promise<Map<string, string[]>> {
  const text = await readFile(new URL('../fixtures/guide-permissions.md', import.meta.url), 'utf8');
  const [head, , ...rows] = text.trim().split('\n').map(cells);
  const roles = head?.slice(1).map((name) => name.toUpperCase()) ?? [];
  return new Map(
    rows.map(([name = '', ...marks]) => [
      name.toUpperCase().replace(' ', '_'),
      roles.filter((_, index) => marks[index] === '✅'),
    ]),
  );
}

const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

test('each built-in role has the permissions that the guide gives it: 15 × 4', async () => {
  const guide = await guideTable();
  expect(guide.size).toBe(15);
  const ours = Object.entries(permissionTable).map(([permission, row]) => [
    permission,
    builtInRoles.map(({ kind }) => kind).filter((kind) => row[kind]),
  ]);
  expect(new Map(ours as [string, string[]][])).toEqual(guide);
});

test('a new workspace gets the four roles with exactly these permissions', async () => {
  const world = await createWorld();
  try {
    const { workspaceId } = await world.createWorkspace();
    const roles = await world.db.role.findMany({
      where: { workspaceId },
      select: { kind: true, permissions: { select: { permission: true } } },
    });
    const stored = roles.map(({ kind, permissions }) => [
      kind,
      permissions.map(({ permission }) => permission).sort(),
    ]);
    expect(Object.fromEntries(stored)).toEqual(
      Object.fromEntries(builtInRoles.map(({ kind }) => [kind, permissionsOf(kind).sort()])),
    );
  } finally {
    await world.close();
  }
});
