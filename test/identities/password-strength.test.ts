import { expect, test } from '@jest/globals';
import { requireStrongPassword } from '../../src/identities/password-strength.ts';

const passphrase = 'violet harbour tractor nineteen';

test('a password is judged by its first 64 characters, so that the longest one keeps nobody else waiting', async () => {
  const late = requireStrongPassword(`${'a'.repeat(64)}${passphrase}`, []);
  await expect(late).rejects.toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
});

test('a good passphrase is as good with any number of letters behind it', async () => {
  await expect(requireStrongPassword(`${passphrase} ${'a'.repeat(90)}`, [])).resolves.toBeUndefined();
});
