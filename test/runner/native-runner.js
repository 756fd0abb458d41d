// Runs a test file in Node itself, and not in a context of its own: the product and what it depends on are loaded, and made
// fast by V8, once for each worker and not once for each file. Takes half the time. All else is Jest's own runner.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';

const require = createRequire(import.meta.url);
/** Of Jest's runner: read when tests begin. */
const testTimeout = Symbol.for('TEST_TIMEOUT_SYMBOL');
let runs = 0;

export default function runNatively(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  runs += 1;
  forgetTests();
  // Of Jest's: looks for source maps in its own cache. Node's own does it with --enable-source-maps.
  Error.prepareStackTrace = undefined;
  const native = Object.assign(Object.create(runtime), {
    requireInternalModule: require,
    requireModule: require,
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => import(`${pathToFileURL(path)}?run=${runs}`),
    setGlobalsForRuntime(globals) {
      const jest = {
        setTimeout(ms) {
          globalThis[testTimeout] = ms;
        },
      };
      globalThis[Symbol.for('fluxera.jest-globals')] = { ...globals, jest };
    },
  });
  const outer = Object.create(environment, { global: { value: globalThis } });
  return circus.default(globalConfig, config, outer, native, testPath, sendMessageToJest);
}

/** Jest's runner keeps its tests, and who listens to them, for as long as it is loaded. */
function forgetTests() {
  delete require.cache[require.resolve('jest-circus/runner').replace('runner.js', 'jestAdapterInit.js')];
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  delete globalThis[testTimeout];
}
