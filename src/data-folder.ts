import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { StartupError } from './errors.ts';

/** Makes the data folder, for this account alone; one that exists stays as it is. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartupError(`DATA_DIR ${dataDir} cannot be written: choose another folder or its owner.`, {
      cause,
    });
  }
}
