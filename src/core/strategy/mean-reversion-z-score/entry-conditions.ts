import type { Direction } from '../../types/signal.ts';

/**
 * Whether a z-score has gone far enough for an entry: down to the threshold for longs, up to it for
 * shorts, equality included. A value that is not available has not (`strategy.md` S-00).
 */
export function reachesThreshold(direction: Direction, zscore: number, threshold: number): boolean {
  if (!Number.isFinite(zscore)) return false;
  return direction === 1 ? zscore <= threshold : zscore >= threshold;
}

/** A column of z-scores that has to reach the direction's threshold. */
export class ScoreCondition {
  readonly direction: Direction;
  readonly values: Float64Array;
  readonly threshold: number;

  constructor(direction: Direction, values: Float64Array, threshold: number) {
    this.direction = direction;
    this.values = values;
    this.threshold = threshold;
  }

  holdsAt(bar: number): boolean {
    return reachesThreshold(this.direction, this.values[bar], this.threshold);
  }
}

/** Prices that have to lie at or beyond a band: below it for longs, above it for shorts. */
export class BandCondition {
  readonly direction: Direction;
  readonly prices: Float64Array;
  readonly band: Float64Array;

  constructor(direction: Direction, prices: Float64Array, band: Float64Array) {
    this.direction = direction;
    this.prices = prices;
    this.band = band;
  }

  holdsAt(bar: number): boolean {
    const band = this.band[bar];
    if (!Number.isFinite(band)) return false;
    return this.direction === 1 ? this.prices[bar] <= band : this.prices[bar] >= band;
  }
}
