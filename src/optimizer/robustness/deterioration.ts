/** The figures of a backtest that stress scores compare (`metrics.md` 8.2), unrounded. */
export interface StressFigures {
  /** Account currency. */
  readonly profit: number;
  /** Account currency, positive. */
  readonly drawdown: number;
  readonly avgR: number;
  readonly winRate: number;
  /** Sharpe ratio of the trades; 0 where it is "n/a". */
  readonly sharpe: number;
}

/** A run under stress that did not come to an end is no figure, and never a good one. */
export type StressOutcome<Key extends keyof StressFigures> = Pick<StressFigures, Key> | 'failed';

/** What a failed run counts as; at least any cap (`metrics.md` 8.5). */
const FAILED = 1;
const EPSILON = 1e-9;

/**
 * Deterioration A (`metrics.md` 8.3), for parameter and price jitter. A loss under stress is a fall of 1,
 * improvements give no credit.
 */
export function deteriorationOfLevels(
  base: Omit<StressFigures, 'sharpe'>,
  run: StressOutcome<'profit' | 'drawdown' | 'avgR' | 'winRate'>,
): number {
  if (run === 'failed') return FAILED;
  const falls = fall(base.profit, run.profit) + fall(base.avgR, run.avgR) + fall(base.winRate, run.winRate);
  return (falls + rise(base.drawdown, Math.max(run.drawdown, 0))) / 4;
}

/**
 * Deterioration B (`metrics.md` 8.3), for raised costs, shifted windows and dropped trades. A loss counts
 * beyond 1; an unprofitable base has no profit to lose.
 */
export function deteriorationOfRatios(
  base: Pick<StressFigures, 'profit' | 'drawdown' | 'sharpe'>,
  run: StressOutcome<'profit' | 'drawdown' | 'sharpe'>,
): number {
  if (run === 'failed') return FAILED;
  const lost = base.profit <= 0 ? 0 : Math.max(0, (base.profit - run.profit) / base.profit);
  const sharpe = Math.max(base.sharpe, EPSILON);
  const weaker = Math.max(0, (sharpe - run.sharpe) / sharpe);
  return (lost + rise(base.drawdown, run.drawdown) + weaker) / 3;
}

/** One minus the mean deterioration, which is capped as a whole. */
export function scoreOfMean(deteriorations: readonly number[], cap: number): number {
  return 1 - clamp(meanOf(deteriorations), 0, cap);
}

/** Mean of one minus each deterioration, which are capped one by one. */
export function meanOfScores(deteriorations: readonly number[], cap: number): number {
  return meanOf(deteriorations.map((deterioration) => 1 - clamp(deterioration, 0, cap)));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function fall(base: number, value: number): number {
  const reference = Math.max(base, EPSILON);
  return Math.max(0, (reference - Math.max(value, 0)) / reference);
}

function rise(base: number, value: number): number {
  const reference = Math.max(base, EPSILON);
  return Math.max(0, (value - reference) / reference);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
