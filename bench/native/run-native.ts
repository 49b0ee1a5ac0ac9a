import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFigures, type TrialFigures } from './trial-figures.ts';

/** Algorithms of the C programs, in the order of `main.c`. */
export const ALGORITHMS = ['naive', 'jump', 'skip'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** One run of the C programs over all trials. */
export interface NativeRun {
  /** Microseconds of a trial, per algorithm and group. */
  readonly groupUs: Readonly<Record<Algorithm, readonly number[]>>;
  /** What the trials came to, per algorithm. */
  readonly trials: Readonly<Record<Algorithm, readonly TrialFigures[]>>;
}

export interface NativeRequest {
  readonly program: string;
  readonly seriesFile: string;
  readonly resultsFile: string;
  readonly days: number;
  readonly trials: number;
  readonly trialsPerGroup: number;
  /** Least time for which a group is timed. */
  readonly minMs: number;
}

export function runNative(request: NativeRequest): NativeRun {
  const { program, seriesFile, resultsFile, days, trials, trialsPerGroup, minMs } = request;
  const words = [seriesFile, resultsFile, String(trialsPerGroup), String(minMs)];
  const run = spawnSync(program, words, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the C program failed: ${run.stderr}`);
  const bytes = readFileSync(resultsFile);
  const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const groups = trials / trialsPerGroup;
  const groupUs = perAlgorithm((index) => Array.from(values.subarray(index * groups, (index + 1) * groups)));
  let at = ALGORITHMS.length * groups;
  const results = perAlgorithm(() =>
    Array.from({ length: trials }, () => {
      const { trial, next } = readFigures(values, at, days);
      at = next;
      return trial;
    }),
  );
  return { groupUs, trials: results };
}

function perAlgorithm<T>(make: (index: number) => T): Record<Algorithm, T> {
  return Object.fromEntries(ALGORITHMS.map((name, index) => [name, make(index)])) as Record<Algorithm, T>;
}
