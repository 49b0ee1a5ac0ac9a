import type { Intermediate, Pruner, PrunerStep } from './pruner.ts';

/** Trials that begin at once; they do not wait for each other. */
const COHORT_SIZE = 64;
/** The newest half-year, and the two before it. */
export const MAX_HALF_YEARS = 3;
const MIN_TRADES = 10;
const MIN_PROFIT_OVER_DRAWDOWN = 2;
const MAX_FEE_SHARE = 0.5;

/**
 * The first round of the older system (`optimizer.md` 2.4, 11): a trial is judged on the newest half-year in which it
 * has enough trades, and on nothing but itself.
 */
export class BackstepPruner implements Pruner {
  readonly cohortSize = COHORT_SIZE;
  readonly isSynchronous = false;
  readonly isRepeatable = true;
  readonly joinsSegments = false;
  private readonly halfYears: number;

  /** @param halfYears complete ones in the range */
  constructor(halfYears: number) {
    this.halfYears = Math.min(halfYears, MAX_HALF_YEARS);
  }

  begin(cohort: readonly number[]): readonly PrunerStep[] {
    return cohort.map((trialIndex) => ({ kind: 'run', trialIndex, segments: 1 }));
  }

  note(value: Intermediate): readonly PrunerStep[] {
    const { trialIndex, segments, totalTrades } = value;
    if (totalTrades < MIN_TRADES && segments < this.halfYears) {
      return [{ kind: 'run', trialIndex, segments: segments + 1 }];
    }
    return [{ kind: passes(value) ? 'keep' : 'prune', trialIndex }];
  }

  drop(_trialIndex: number): readonly PrunerStep[] {
    return [];
  }

  end(): readonly PrunerStep[] {
    return [];
  }
}

function passes({ totalTrades, profitNet, maxDrawdownAbs, feesTotal }: Intermediate): boolean {
  return (
    totalTrades >= MIN_TRADES &&
    profitNet > 0 &&
    profitNet >= MIN_PROFIT_OVER_DRAWDOWN * maxDrawdownAbs &&
    feesTotal < MAX_FEE_SHARE * profitNet
  );
}
