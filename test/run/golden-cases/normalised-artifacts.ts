import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ARTIFACTS, type Artifact } from './golden-case.ts';

/** The only two members that equal runs may not share (`data-and-config.md` 1 and 17.5), with their lines. */
const GENERATED_AT = /^ {2}"generated_at": "[^"]+",\n {2}"generated_at_ns": \d+,\n/m;

/** Texts of the artifacts in a run folder, without the time of writing; the folder holds nothing else. */
export function normalisedArtifacts(folder: string): ReadonlyMap<Artifact, string> {
  const names = readdirSync(folder).sort();
  const expected = [...ARTIFACTS].sort();
  if (names.join() !== expected.join()) throw new Error(`${folder} has ${names}, expected ${expected}`);
  return new Map(ARTIFACTS.map((name) => [name, normalise(name, readFileSync(path.join(folder, name), 'utf8'))]));
}

function normalise(name: Artifact, text: string): string {
  if (name !== 'meta.json') return text;
  if (!GENERATED_AT.test(text)) throw new Error('meta.json does not say when it was generated');
  return text.replace(GENERATED_AT, '');
}
