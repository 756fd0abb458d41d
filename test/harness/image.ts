import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ProgramOptions } from './program.ts';

export interface Image {
  /** The arguments of each such instruction of the final stage. */
  instructions(name: string): string[];
  healthCheck: string[];
  /** How to run what the image runs. */
  program: Pick<ProgramOptions, 'main' | 'cwd' | 'nodeOptions'>;
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean(), optional: z.boolean(), devOptional: z.boolean() }).partial(),
  ),
});
const argv = z.array(z.string());

/** Does in `folder` what the final stage of the Dockerfile does in the image, as far as that goes without Docker. */
export async function layOutImage(folder: string): Promise<Image> {
  const stage = (await readFile('Dockerfile', 'utf8')).split(/^FROM .+$/m).at(-1) ?? '';
  const lines = stage.split('\n').map((line) => /^([A-Z]+) (.+)$/.exec(line));
  const instructions = (name: string) => lines.flatMap((line) => (line?.[1] === name ? [line[2] ?? ''] : []));
  for (const copy of instructions('COPY')) await copyAs(copy, folder);
  if (!instructions('RUN').some((line) => line.startsWith('npm ci --omit=dev --omit=optional'))) {
    throw new Error('the image installs other packages than this test does');
  }
  await linkProductionPackages(folder);
  const command = argv.parse(JSON.parse(instructions('CMD')[0] ?? '[]'));
  return {
    instructions,
    healthCheck: argv.parse(
      JSON.parse(/CMD (\[.+\])$/.exec(instructions('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]'),
    ),
    program: {
      cwd: folder,
      main: join(folder, command[1] ?? ''),
      // The packages are links here: each is to find the others in this folder, not beside the one it links to.
      nodeOptions: ['--preserve-symlinks', '--preserve-symlinks-main'],
    },
  };
}

async function copyAs(instruction: string, folder: string): Promise<void> {
  const paths = instruction.split(' ').filter((part) => !part.startsWith('--'));
  const target = paths.pop() ?? '';
  for (const path of paths) {
    const source = path.replace(/^\/app\//, '');
    await cp(source, join(folder, target === './' ? source : target), { recursive: true });
  }
}

/** What `npm ci --omit=dev --omit=optional` installs. */
async function linkProductionPackages(folder: string): Promise<void> {
  const { packages } = lockFile.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
  for (const [path, { dev, optional, devOptional }] of Object.entries(packages)) {
    const nested = path.lastIndexOf('node_modules/') > 0;
    // What was copied is there.
    if (path === '' || nested || dev || optional || devOptional || existsSync(join(folder, path))) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(process.cwd(), path), join(folder, path));
  }
}
