// Runs a command, and shows what it said only where it failed.
import { spawnSync } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const { status, output, error } = spawnSync(command, args, {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
if (status !== 0) process.stderr.write(`${error ?? ''}${output?.join('') ?? ''}\n`);
process.exit(status ?? 1);
