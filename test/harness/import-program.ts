import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';
import type { Stage, Wish } from '../programs/import-people.ts';

/** A process that imports people, ready to begin. */
export interface ImportProgram {
  /** Does what somebody wishes; whether it ends well is seen in the database. */
  begin(wish: Wish): void;
  /** Resolves when it begins with that. */
  reached(stage: Stage): Promise<void>;
  kill9(): Promise<void>;
  /** What it said of faults, and how it ended if by itself. */
  fault(): string;
}

interface Places {
  databaseUrl: string;
  sendGridUrl: string;
}

const compiled = join(projectRoot, 'dist', 'test', 'programs', 'import-people.js');

/** `name`: tells its connections to the database from others. */
export async function startImportProgram(
  { databaseUrl, sendGridUrl }: Places,
  name: string,
): Promise<ImportProgram> {
  const { PATH = '', HOME = '' } = process.env;
  const url = new URL(databaseUrl);
  url.searchParams.set('application_name', name);
  const child: ChildProcess = fork(compiled, {
    env: { PATH, HOME, DATABASE_URL: url.href, SENDGRID_BASE_URL: sendGridUrl },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const exit = once(child, 'close');
  const ended = exit.then(([code, signal]) => {
    if (signal !== 'SIGKILL') said += `it ended by itself with ${code}`;
  });
  const stages = new Set<unknown>();
  child.on('message', (stage) => stages.add(stage));
  const reached = async (stage: Stage) => {
    while (!stages.has(stage)) {
      const died = await Promise.race([once(child, 'message').then(() => false), ended.then(() => true)]);
      if (died) throw new Error(`the program that imports ended before ${stage}: ${said}`);
    }
  };
  await reached('ready');
  return {
    begin: (wish) => void child.send(wish),
    reached,
    kill9: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    fault: () => said,
  };
}
