import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A call of the Web API as this code writes it: the client is named `slack` or `client`. */
const call = /\b(?:slack|client)\s*\.(?<method>[a-z]+(?:\.[a-zA-Z]+)+)\(/g;
/** What would slip past that pattern. */
const hiddenCall = /\.apiCall\(|\b(?:slack|client)\s*\[/;

/** The methods of Slack's Web API that the code in src/ calls, by name. */
export async function slackMethodsCalled(): Promise<string[]> {
  const called = new Set<string>();
  for (const file of await readdir('src', { recursive: true })) {
    if (!/\.tsx?$/.test(file) || file.startsWith('generated')) continue;
    const source = await readFile(join('src', file), 'utf8');
    if (hiddenCall.test(source)) throw new Error(`src/${file} calls Slack in a way that cannot be read`);
    for (const { groups } of source.matchAll(call)) if (groups?.method) called.add(groups.method);
  }
  return [...called].sort();
}
