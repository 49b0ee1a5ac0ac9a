import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import type { TrialStore } from '../../../src/optimizer/storage/trial-store.ts';

export const PROGRAM_VERSION = '0.1.0';

/** A folder that vanishes with the test. */
export interface ScratchFolder {
  readonly folder: string;
  readonly file: string;
  readonly remove: () => void;
}

export function makeScratchFolder(): ScratchFolder {
  const folder = mkdtempSync(join(tmpdir(), 'omega-store-'));
  return {
    folder,
    file: join(folder, 'results', 'omega.db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Opens for writing without patience: a lock in a test is either free or meant to be held. */
export function openScratchStore(file: string): TrialStore {
  return openStore(file, { programVersion: PROGRAM_VERSION, lockTimeoutMs: 20 });
}
