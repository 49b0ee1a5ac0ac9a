import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomically } from '../core/data/atomic-file.ts';
import { RuntimeFailure } from '../core/types/errors.ts';

/** Refuses to replace a file that holds something else than `text`. */
export function refuseOtherContent(file: string, text: string): void {
  if (!existsSync(file) || readExisting(file) === text) return;
  throw new RuntimeFailure('OUT_DIR_CONFLICT', 'the file exists with other content', {
    where: file,
    hint: 'choose another name, or remove the file first; nothing was written',
    details: { path: file },
  });
}

/** Writes a file that is not there yet; the same content again is no conflict. */
export function writeNewFile(file: string, text: string): void {
  refuseOtherContent(file, text);
  writeFileAtomically(file, [text]);
}

/** Null for what is no readable file, for example a folder. */
function readExisting(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
