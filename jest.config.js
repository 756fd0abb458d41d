/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  // What each test file loads of the tests stays: a worker that has grown is begun again.
  workerIdleMemoryLimit: '1GB',
  // A busy machine is no failure: what has to be fast is measured elsewhere.
  testTimeout: 20_000,
  testRunner: '<rootDir>/test/runner/native-runner.js',
  testSequencer: '<rootDir>/test/runner/slow-first.js',
  injectGlobals: false,
  globalSetup: '<rootDir>/test/runner/global-setup.js',
  globalTeardown: '<rootDir>/test/runner/global-teardown.js',
  setupFilesAfterEnv: ['<rootDir>/test/harness/strict.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
