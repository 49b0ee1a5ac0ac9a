import { existsSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';

/** Name of a stored manifest inside the folder of manifests. */
export function manifestFileName(manifestSha256: string): string {
  return `${manifestSha256}.json`;
}

/**
 * Stores the text of a manifest under its hash and returns the file; a file that is there already stays
 * as it is, because only its creation time could differ.
 */
export function storeManifest(folder: string, manifestSha256: string, text: string): string {
  const file = path.join(folder, manifestFileName(manifestSha256));
  if (!existsSync(file)) writeFileAtomically(file, [text]);
  return file;
}
