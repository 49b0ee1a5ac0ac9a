import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NAMES = ['meta.json', 'trades.json', 'equity.csv', 'metrics.json'];

/** Expected artifacts of a canonical case, by file name. */
export function goldenArtifacts(name: string): Map<string, string> {
  const folder = new URL(`../../fixtures/golden/${name}/expected/`, import.meta.url);
  return new Map(NAMES.map((file) => [file, readFileSync(fileURLToPath(new URL(file, folder)), 'utf8')]));
}
