import type { Direction } from '../../types/signal.ts';

/**
 * Whether a z-score has gone far enough for an entry: down to the threshold for longs, up to it for
 * shorts, equality included. A value that is not available has not (`strategy.md` S-00).
 */
export function reachesThreshold(direction: Direction, zscore: number, threshold: number): boolean {
  if (!Number.isFinite(zscore)) return false;
  return direction === 1 ? zscore <= threshold : zscore >= threshold;
}
