import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { defaultMain } from './program.ts';

const run = promisify(execFile);

/** An ordinary account that every Unix has. */
export const nobody = { uid: 65_534, gid: 65_534 };

/** Whether that account can reach the program and Node, which may lie in somebody's home. */
export function mayRun(account: { uid: number; gid: number }): Promise<boolean> {
  const check = `require('node:fs').accessSync(${JSON.stringify(defaultMain)})`;
  return run(process.execPath, ['-e', check], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
