import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Inputs and expected artifacts of the canonical cases G1 to G6; their README derives every figure. */
const FOLDER = fileURLToPath(new URL('../../fixtures/golden/', import.meta.url));

/** Support files of cases that bring none of their own. */
const SUPPORT = 'support';

/** The artifacts of a run, in the order in which they are compared. */
export const ARTIFACTS = ['trades.json', 'equity.csv', 'metrics.json', 'meta.json'] as const;

export type Artifact = (typeof ARTIFACTS)[number];

/** Names of all cases, which are the names of their folders. */
export function goldenCases(): readonly string[] {
  return readdirSync(FOLDER).filter((name) => /^g\d-/.test(name));
}

/** Names of the input files of a case. */
export function inputNames(name: string): readonly string[] {
  return readdirSync(path.join(FOLDER, name, 'input'));
}

/** Location of an input file of a case, or of the shared one where the case has none. */
export function inputFile(name: string, file: string): string {
  const own = path.join(FOLDER, name, 'input', file);
  return existsSync(own) ? own : path.join(FOLDER, SUPPORT, file);
}

/** Location of an expected artifact. */
export function expectedFile(name: string, artifact: Artifact): string {
  return path.join(FOLDER, name, 'expected', artifact);
}

/** Expected text of an artifact; null where it has never been written. */
export function expectedText(name: string, artifact: Artifact): string | null {
  const file = expectedFile(name, artifact);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
