import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the package, whether its sources or its built files run. */
export const PACKAGE_ROOT: string = findPackageRoot(path.dirname(fileURLToPath(import.meta.url)));

/** True where TypeScript sources run directly, as tests and development do. */
export const RUNS_FROM_SOURCE: boolean = import.meta.url.endsWith('.ts');

/** Version of the program, from its package; written into every record. */
export const PROGRAM_VERSION: string = JSON.parse(
  readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8'),
).version;

function findPackageRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('omega does not find its own package.json');
  return findPackageRoot(parent);
}
