import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/program.ts';
import type { SectionReport } from '../section.ts';
import type { MachineFacts } from './machine-facts.ts';

/** What became of a section. */
export type SectionResult = SectionReport | { readonly skipped: string } | { readonly failed: string };

/** Everything that a run of the bench found. */
export interface BenchResults {
  readonly machine: MachineFacts;
  readonly isQuick: boolean;
  readonly sections: Readonly<Record<string, SectionResult>>;
}

const FOLDER = path.join(PACKAGE_ROOT, 'bench/results');

/** The report of a section that was measured, null of any other. */
export function reportOf(result: SectionResult): SectionReport | null {
  return 'tables' in result ? result : null;
}

/** Writes a file of results below `bench/results` and returns its path. */
export function writeResultFile(name: string, content: string): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, name);
  writeFileSync(file, content);
  return file;
}

export function resultsJson(results: BenchResults): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}
