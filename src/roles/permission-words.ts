import type { Language, Permission } from '../generated/prisma/client.ts';
import { germanPermissions } from './german-permissions.ts';
import { allPermissions, permissionTable } from './permission-table.ts';

/** What somebody may do, in the words and the order of the guide's table: "view assets". */
export function permissionWords(permissions: Permission[], language: Language = 'EN'): string[] {
  return languages[language].words(inOrder(permissions));
}

/** The same as the end of a sentence: "view and edit assets and licenses; and view users". Empty: nothing. */
export function permissionsInSentence(permissions: Permission[], language: Language = 'EN'): string {
  const { and, take, phrase, list } = languages[language];
  const verbsByNoun = new Map<string, string[]>();
  for (const permission of inOrder(permissions)) {
    const { verb, noun } = take(permission);
    verbsByNoun.set(noun, [...(verbsByNoun.get(noun) ?? []), verb]);
  }
  const nounsByVerbs = new Map<string, string[]>();
  for (const [noun, verbs] of verbsByNoun) {
    const together = list.format(verbs);
    nounsByVerbs.set(together, [...(nounsByVerbs.get(together) ?? []), noun]);
  }
  const parts = [...nounsByVerbs].map(([verbs, nouns]) => phrase(verbs, list.format(nouns)));
  // The parts are lists themselves: commas between them would mislead.
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join('; ')}; ${and} ${parts.at(-1)}`;
}

interface PermissionLanguage {
  words(permissions: Permission[]): string[];
  take(permission: Permission): { verb: string; noun: string };
  phrase(verbs: string, nouns: string): string;
  and: string;
  list: Intl.ListFormat;
}

const languages: Record<Language, PermissionLanguage> = {
  EN: {
    words: (permissions) => permissions.map((permission) => permissionTable[permission].words),
    take: (permission) => {
      const [verb = '', noun = ''] = permissionTable[permission].words.split(' ');
      return { verb, noun };
    },
    phrase: (verbs, nouns) => `${verbs} ${nouns}`,
    and: 'and',
    list: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  },
  DE: {
    words: (permissions) =>
      permissions.map((permission) => {
        const { noun, verb } = germanPermissions[permission];
        return `${noun} ${verb}`;
      }),
    take: (permission) => germanPermissions[permission],
    phrase: (verbs, nouns) => `${nouns} ${verbs}`,
    and: 'sowie',
    list: new Intl.ListFormat('de-DE', { type: 'conjunction' }),
  },
};

function inOrder(permissions: Permission[]): Permission[] {
  return allPermissions().filter((permission) => permissions.includes(permission));
}
