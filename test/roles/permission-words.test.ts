import { describe, expect, test } from '@jest/globals';
import { permissionsOf } from '../../src/roles/permission-table.ts';
import { permissionsInSentence } from '../../src/roles/permission-words.ts';

describe('What a role may do reads as a sentence', () => {
  test.each([
    [
      'OWNER' as const,
      'view, create, edit and delete assets and licenses; view, invite and manage users; view reports; export data; and manage settings and billing',
    ],
    ['MEMBER' as const, 'view, create and edit assets and licenses; view users and reports; and export data'],
    ['VIEWER' as const, 'view assets, licenses, users and reports'],
  ])('%s', (role, words) => expect(permissionsInSentence(permissionsOf(role))).toBe(words));

  test('nothing, where it may do nothing', () => expect(permissionsInSentence([])).toBe(''));
});
