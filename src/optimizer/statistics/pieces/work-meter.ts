import { type ExpectedWork, totalWork } from './expected-work.ts';
import type { PieceKind } from './piece-kinds.ts';
import type { PieceListener } from './piece-runner.ts';

/** How far the statistics of a sweep are. */
export interface StatisticsProgress {
  /** What is computed now, in words. */
  readonly stage: string;
  /** Share of the expected work that is done, 0 to 1; it never falls. */
  readonly share: number;
  /** Time since the statistics began, milliseconds. */
  readonly elapsedMs: number;
}

export type StatisticsListener = (progress: StatisticsProgress) => void;

const STAGES: Readonly<Record<PieceKind, string>> = {
  moments: 'Sharpe ratios',
  splits: 'cross-validation',
  correlation: 'correlations',
  superiority: 'reality check',
  resamples: 'reality check',
  tradePValues: 'trades',
  tradePaths: 'Monte Carlo of trades',
  distances: 'plateau',
};

/**
 * Turns finished pieces into shares of the expected work. Kinds come one after the other, each at once.
 *
 * @param now milliseconds of any clock
 */
export function meterWork(work: ExpectedWork, listener: StatisticsListener, now: () => number): PieceListener {
  const total = totalWork(work);
  const startedAt = now();
  let ended = 0;
  return (kind, done, pieces) => {
    const finished = ended + (work[kind] * done) / pieces;
    if (done === pieces) ended += work[kind];
    const share = total > 0 ? Math.min(1, finished / total) : 1;
    listener({ stage: STAGES[kind], share, elapsedMs: now() - startedAt });
  };
}
