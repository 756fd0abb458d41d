// What `@jest/globals` is for a test file: loaded once for each, see native-runner.js.
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } =
  globalThis[Symbol.for('fluxera.jest-globals')];
