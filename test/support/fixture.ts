import { readFileSync } from 'node:fs';

/** Parses a JSON file below `test/fixtures`. */
export function readFixture<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8'));
}
