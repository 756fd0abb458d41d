import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function folderWithPackageJson(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderWithPackageJson(dirname(folder));
}

/** The folder of package.json: the same whether this runs from src/ or compiled from dist/. */
export const projectRoot = folderWithPackageJson(import.meta.dirname);
