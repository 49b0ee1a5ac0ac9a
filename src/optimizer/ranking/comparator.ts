import { roundHalfAway } from '../../core/math/rounding.ts';
import type { TrialStatus } from '../storage/trial-record.ts';

/** What decides which of two trials is better (`optimizer.md` 6). */
export interface RankableTrial {
  readonly trialIndex: number;
  readonly status: TrialStatus;
  /** Larger is better; NaN: none. */
  readonly score: number;
  readonly profitNet: number;
  readonly maxDrawdown: number;
  /** Lower-case hex. */
  readonly configHash: string | null;
}

/** The rounded values that are compared, in the order of their importance. */
export interface ComparatorKey {
  readonly scoreQ: number;
  readonly profitQ: number;
  readonly drawdownQ: number;
  readonly configHash: string;
  readonly trialIndex: number;
}

const PROFIT_DECIMALS = 2;
const DRAWDOWN_DECIMALS = 6;

/** A trial may be best if it is complete and has a finite score (`optimizer.md` 6.1). */
export function isEligible(trial: Pick<RankableTrial, 'status' | 'score'>): boolean {
  return trial.status === 'complete' && Number.isFinite(trial.score);
}

/** Rounds what is compared, so that the last bits of a sum never pick the winner (`optimizer.md` 6.2). */
export function comparatorKey(trial: Omit<RankableTrial, 'status'>, scoreDecimals: number): ComparatorKey {
  return {
    scoreQ: roundHalfAway(trial.score, scoreDecimals),
    profitQ: roundHalfAway(trial.profitNet, PROFIT_DECIMALS),
    drawdownQ: roundHalfAway(trial.maxDrawdown, DRAWDOWN_DECIMALS),
    configHash: trial.configHash ?? '',
    trialIndex: trial.trialIndex,
  };
}

/**
 * The only definition of "better": score and net profit descending, drawdown, configuration hash and
 * index ascending. Negative where `a` is better; total, and transitive because the values are rounded.
 */
export function compareKeys(a: ComparatorKey, b: ComparatorKey): number {
  return (
    b.scoreQ - a.scoreQ ||
    b.profitQ - a.profitQ ||
    a.drawdownQ - b.drawdownQ ||
    compareText(a.configHash, b.configHash) ||
    a.trialIndex - b.trialIndex
  );
}

/** Eligible trials best first, and the others by index. */
export function rankTrials<T extends RankableTrial>(
  trials: readonly T[],
  scoreDecimals: number,
): { readonly ranked: readonly T[]; readonly ineligible: readonly T[] } {
  const ranked = trials
    .filter(isEligible)
    .map((trial) => ({ trial, key: comparatorKey(trial, scoreDecimals) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ trial }) => trial);
  const ineligible = trials.filter((trial) => !isEligible(trial)).sort((a, b) => a.trialIndex - b.trialIndex);
  return { ranked, ineligible };
}

/** Byte order of ASCII texts. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
