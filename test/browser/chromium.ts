import { execFile } from 'node:child_process';
import { access, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()";

/**
 * The Chromium of the npm package, which reaches nothing but this machine; where the package has none, the Chrome that
 * is installed. `close` leaves nothing behind.
 */
export async function launchChromium() {
  const folder = await mkdtemp(join(tmpdir(), 'fluxera-browser-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const isPackaged = process.platform === 'linux' && process.arch === 'x64';
    const browser = await chromium.launch({
      ...(isPackaged ? await packaged(folder) : { channel: 'chrome' }),
      args,
    });
    const close = async () => {
      await browser.close();
      await remove();
    };
    return { browser, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Not the package's own arguments: those switch off the rules between sites, which have to hold here. */
const args = [
  '--no-sandbox',
  '--no-first-run',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
];

async function packaged(folder: string) {
  const place = await unpacked();
  return {
    executablePath: join(place, 'chromium'),
    env: {
      ...process.env,
      TMPDIR: folder,
      FONTCONFIG_PATH: join(place, 'fonts'),
      LD_LIBRARY_PATH: join(place, 'al2023', 'lib'),
    },
  };
}

/** Once for the whole run: it takes as long as most of what is done with it. Whoever is first puts theirs in the place. */
async function unpacked(): Promise<string> {
  const runFolder = process.env.TEST_RUN_FOLDER;
  if (!runFolder)
    throw new Error('the tests run through jest, whose global setup makes a folder for the run');
  const place = join(runFolder, 'chromium');
  const isThere = () =>
    access(place).then(
      () => true,
      () => false,
    );
  if (await isThere()) return place;
  // The package unpacks into TMPDIR, and takes what lies there: a shared one may hold another version, or a half of one.
  // It brings the libraries that a bare machine lacks, and unpacks them where it believes to be on such a one.
  const own = await mkdtemp(join(runFolder, 'unpacked-'));
  const env = { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], { env });
  await writeFile(join(own, 'fonts', 'fonts.conf'), fontsIn(join(place, 'fonts')));
  await rename(own, place).catch(async (error) => {
    if (!(await isThere())) throw error;
  });
  return place;
}

/** The package's font for every text, so that pictures look the same on every machine; the machine's for what it lacks. */
function fontsIn(folder: string): string {
  const prefer = (family: string, font: string) =>
    `<alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir>
  ${['system-ui', 'sans-serif'].map((family) => prefer(family, 'Open Sans')).join('')}
  ${prefer('monospace', 'DejaVu Sans Mono')}
</fontconfig>`;
}
