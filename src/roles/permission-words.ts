import type { Permission } from '../generated/prisma/client.ts';
import { allPermissions, permissionTable } from './permission-table.ts';

/** What somebody may do, in the words and the order of the guide's table: "view assets". */
export function permissionWords(permissions: Permission[]): string[] {
  return allPermissions()
    .filter((permission) => permissions.includes(permission))
    .map((permission) => permissionTable[permission].words);
}

/** The same as the end of a sentence: "view and edit assets and licenses; and view users". Empty: nothing. */
export function permissionsInSentence(permissions: Permission[]): string {
  const verbsByNoun = new Map<string, string[]>();
  for (const words of permissionWords(permissions)) {
    const [verb = '', noun = ''] = words.split(' ');
    verbsByNoun.set(noun, [...(verbsByNoun.get(noun) ?? []), verb]);
  }
  const nounsByVerbs = new Map<string, string[]>();
  for (const [noun, verbs] of verbsByNoun) {
    const together = list.format(verbs);
    nounsByVerbs.set(together, [...(nounsByVerbs.get(together) ?? []), noun]);
  }
  const parts = [...nounsByVerbs].map(([verbs, nouns]) => `${verbs} ${list.format(nouns)}`);
  // The parts are lists themselves: commas between them would mislead.
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1)}`;
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
