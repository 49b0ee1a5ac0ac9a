import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { measureOmega } from '../measure/omega.ts';

/** One whole run of `omega sweep`, from nothing to its last row. */
export interface SweepRunFigures {
  readonly wallMs: number;
  /** From the first trial proposed to the last stored, statistics included; the program's own clock. */
  readonly searchMs: number;
  readonly peakMb: number;
  readonly trials: number;
  /** Trading bars of a trial. */
  readonly bars: number;
  readonly storeMb: number;
}

/** Runs a sweep file of a project cold: without results, store or column cache of an earlier run. */
export async function runOmegaSweep(project: string, file: string, workers: number): Promise<SweepRunFigures> {
  forgetResults(project);
  const { wallMs, peakMb, stdout } = await measureOmega(sweepWords(file, workers), project);
  const { result } = JSON.parse(stdout);
  return {
    wallMs,
    searchMs: result.elapsed_ms,
    peakMb,
    trials: result.finished_now,
    bars: result.estimate.bars,
    storeMb: statSync(path.join(project, 'results/omega.db')).size / 1e6,
  };
}

export function sweepWords(file: string, workers: number): readonly string[] {
  return ['sweep', file, '--workers', String(workers), '--json'];
}

export function forgetResults(project: string): void {
  rmSync(path.join(project, 'results'), { recursive: true, force: true });
}
