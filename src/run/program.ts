import { readFileSync } from 'node:fs';

/** Version of the program, from its package; written into every record. */
export const PROGRAM_VERSION: string = readVersion();

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return JSON.parse(text).version;
}
