import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';
import { endDatabases } from './program-database.ts';

export interface ProgramOptions {
  /** Beside PATH and HOME; nothing else of this process's environment is handed on. */
  env?: Record<string, string>;
  cwd?: string;
  /** The account it runs as; only root may choose another. */
  account?: { uid: number; gid: number };
  /** The compiled entry point. */
  main?: string;
  args?: string[];
  nodeOptions?: string[];
}

/** How a program ended, and what it said. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  pid: number;
  /** What it has printed for the person who started it, line by line. */
  lines: string[];
  /** Where it says that it runs. */
  url: string;
  /** Where it says that the local Slack is. */
  sandboxUrl: string;
  /** Asks it to stop, as an operating system or a container engine does. */
  stop(): Promise<Ended>;
  /** Ends it at once, as a crash does. */
  kill9(): Promise<Ended>;
  signal(signal: NodeJS.Signals): void;
  exit: Promise<Ended>;
}

const started = new Set<ChildProcess>();
const folders: string[] = [];
const dataDirs = new Set<string>();

/** A folder of its own under the system's temporary folder; `cleanUp` removes it. */
export async function temporaryFolder(account?: ProgramOptions['account']): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fluxera-start-'));
  folders.push(folder);
  if (account) await chown(folder, account.uid, account.gid);
  return folder;
}

/** Ends whatever the tests of this file left running, and removes what they left on disk. */
export async function cleanUp(): Promise<void> {
  for (const child of started) child.kill('SIGKILL');
  for (const dataDir of dataDirs) await endDatabases(dataDir);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

/** Runs the real program until it ends by itself. */
export function runProgram(options: ProgramOptions): Promise<Ended> {
  return launch(options).exit;
}

/** Runs the real program until it says where it runs; throws where it ends instead. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { child, said, exit } = launch(options);
  const running = new Promise<void>((resolve) => {
    child.stdout?.on('data', () => {
      if (said.stdout.includes('local Slack') || said.stdout.includes(' is running at ')) resolve();
    });
  });
  const ended = exit.then(({ code, stderr }) => {
    throw new Error(`it ended with ${code} instead of starting: ${stderr}`);
  });
  await Promise.race([running, ended]);
  ended.catch(() => {});
  const lines = said.stdout.trim().split('\n');
  return {
    pid: child.pid ?? 0,
    lines,
    url: addressIn(lines, / is running at (\S+?)\.?$/),
    sandboxUrl: addressIn(lines, /local Slack to try it in: (\S+)$/),
    stop: () => endBy(child, 'SIGTERM', exit),
    kill9: () => endBy(child, 'SIGKILL', exit),
    signal: (signal) => void child.kill(signal),
    exit,
  };
}

function launch({ env = {}, cwd = tmpdir(), account, ...program }: ProgramOptions) {
  const { main = defaultMain, args = [], nodeOptions = [] } = program;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...nodeOptions, main, ...args], {
    cwd,
    env: { PATH, HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  });
  started.add(child);
  if (env.DATA_DIR) dataDirs.add(env.DATA_DIR);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    said.stdout += text;
  });
  child.stderr.on('data', (text) => {
    said.stderr += text;
  });
  const exit = once(child, 'close').then(([code, signal]): Ended => {
    started.delete(child);
    return { code, signal, ...said };
  });
  return { child, said, exit };
}

export const defaultMain = join(projectRoot, 'dist', 'src', 'main.js');

function addressIn(lines: string[], pattern: RegExp): string {
  return lines.map((line) => pattern.exec(line)?.[1]).find((found) => found !== undefined) ?? '';
}

function endBy(child: ChildProcess, signal: NodeJS.Signals, exit: Promise<Ended>): Promise<Ended> {
  child.kill(signal);
  return exit;
}
