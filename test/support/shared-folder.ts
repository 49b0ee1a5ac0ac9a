import { existsSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/program.ts';

/** Folder with data and reference runs that are too large for the repository; may be absent. */
export const SHARED_FOLDER = path.join(PACKAGE_ROOT, '../shared/');

/** Says visibly that tests are skipped, and returns whether the shared folder is there. */
export function hasSharedFolder(what: string): boolean {
  if (existsSync(SHARED_FOLDER)) return true;
  console.warn(`skipped: ${what} needs the shared reference folder beside the repository`);
  return false;
}
