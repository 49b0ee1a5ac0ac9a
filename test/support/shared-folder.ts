import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder with data and reference runs that are too large for the repository; may be absent. */
export const SHARED_FOLDER = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** Says visibly that tests are skipped, and returns whether the shared folder is there. */
export function hasSharedFolder(what: string): boolean {
  if (existsSync(SHARED_FOLDER)) return true;
  console.warn(`skipped: ${what} needs the shared reference folder beside the repository`);
  return false;
}
