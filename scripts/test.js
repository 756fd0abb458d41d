// Runs Jest, and fails the run where something is left open: Jest itself only warns of it.
import { spawn } from 'node:child_process';

const leaks = [/Jest did not exit one second after/, /worker process has failed to exit gracefully/];

// Jest's workers are given the same.
const options = ['--import=./test/runner/register.js', '--enable-source-maps', '--no-warnings'];

const jest = spawn(
  process.execPath,
  [...options, 'node_modules/jest/bin/jest.js', ...process.argv.slice(2)],
  { stdio: ['inherit', 'inherit', 'pipe'] },
);
let leaked = false;
let said = '';
jest.stderr.on('data', (text) => {
  process.stderr.write(text);
  said = (said + text).slice(-2000);
  if (!leaked && leaks.some((leak) => leak.test(said))) {
    leaked = true;
    process.stderr.write('\nThe tests left something open: a server, a connection or a timer.\n');
    jest.kill();
  }
});
jest.on('close', (code) => process.exit(leaked ? 1 : (code ?? 1)));
