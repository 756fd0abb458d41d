import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const documents = [
  'README.md',
  ...(await readdir('docs', { recursive: true })).map((file) => join('docs', file)),
];
const pages = await Promise.all(
  documents
    .filter((file) => file.endsWith('.md'))
    .map(async (file) => ({ file, text: await readFile(file, 'utf8') })),
);

describe.each(pages)('Whoever reads $file', ({ file, text }) => {
  test('finds every file that it links to', () => {
    const links = [...text.matchAll(/(?<!!\[[^\]]*)\]\((?!https?:)([^)#]+)/g)].map((match) =>
      join(dirname(file), match[1] ?? ''),
    );
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('finds every file and folder of the project that it names', () => {
    const names = text.matchAll(/`((?:src|prisma|sandbox|test|docs)\/[\w./-]*)`/g);
    expect([...names].map((match) => match[1] ?? '').filter((path) => !existsSync(path))).toEqual([]);
  });

  test('can run every command of npm that it gives', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    const given = [...text.matchAll(/npm run ([a-z:-]+)/g)].map((match) => match[1] ?? '');
    expect(given.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('The rules that the architecture says the database keeps are in the migrations', async () => {
  const architecture = await readFile('docs/architecture.md', 'utf8');
  const table = /## Rules that the database keeps([\s\S]+?)\n## /.exec(architecture)?.[1] ?? '';
  const named = [...table.matchAll(/`\*?(_?[a-z]+(?:_[a-z]+)+)`/g)].map((match) => match[1] ?? '');
  const folders = (await readdir('prisma/migrations')).filter((name) => /^\d/.test(name));
  const scripts = folders.map((name) => readFile(join('prisma/migrations', name, 'migration.sql'), 'utf8'));
  const sql = (await Promise.all(scripts)).join('\n');
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !sql.includes(name))).toEqual([]);
});

test('The reasons are numbered without a gap, and each says context, decision and consequences', async () => {
  const files = (await readdir('docs/decisions')).filter((file) => file.endsWith('.md')).sort();
  for (const [index, file] of files.entries()) {
    expect(file).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z-]+\\.md$`));
    const text = await readFile(join('docs/decisions', file), 'utf8');
    expect(text).toMatch(
      new RegExp(
        `^# ${index + 1}\\. [\\s\\S]+\\*\\*Context\\.[\\s\\S]+\\*\\*Decision\\.[\\s\\S]+\\*\\*Consequences\\.`,
      ),
    );
  }
});
