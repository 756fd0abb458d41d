import type { Deps } from '../../src/deps.ts';
import { passwords } from '../../src/portal/auth.ts';

/** The product's own, slow on purpose: each password is hashed, and each pair compared, once for all people of a test file. */
export function rememberedPasswords(): Deps['passwords'] {
  const hashes = new Map<string, Promise<string>>();
  const verdicts = new Map<string, Promise<boolean>>();
  return {
    hash: (password) => remembered(hashes, password, () => passwords.hash(password)),
    verify: (given) =>
      remembered(verdicts, JSON.stringify([given.hash, given.password]), () => passwords.verify(given)),
  };
}

function remembered<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
