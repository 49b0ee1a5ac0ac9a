import { stream } from '../random/seeds.ts';
import { drawStationaryRow } from './stationary-bootstrap.ts';

/** Resamples whose counts lie side by side, so that one pass over a series serves all of them. */
export const LANES = 4;

/**
 * How often each day occurs in each of several resamples. A resampled mean needs nothing else, whatever
 * the order of the days, and all series of a resample share its counts.
 */
export interface RowCounts {
  readonly resamples: number;
  readonly days: number;
  /** Groups of `LANES` resamples; within a group day after day, `LANES` counts each. Missing lanes hold 0. */
  readonly values: Float64Array;
}

/**
 * Counts of the resamples from `from` up to before `to` of the reality check and the SPA test. Each has a
 * stream of its own, so any range can be drawn anywhere (`optimizer.md` 4.4).
 *
 * @param restart one over the mean block length
 */
export function drawRowCounts(rootSeed: number, restart: number, days: number, from: number, to: number): RowCounts {
  const row = new Int32Array(days);
  return countRows(to - from, days, (resample) => {
    drawStationaryRow(stream(rootSeed, 'spa', from + resample), restart, row);
    return row;
  });
}

/** Counts the rows that `rowOf` gives for each resample; a row may be overwritten by the next one. */
export function countRows(resamples: number, days: number, rowOf: (resample: number) => ArrayLike<number>): RowCounts {
  const groups = Math.ceil(resamples / LANES);
  const values = new Float64Array(groups * LANES * days);
  for (let resample = 0; resample < resamples; resample++) {
    const row = rowOf(resample);
    const lane = resample % LANES;
    const start = (resample - lane) * days + lane;
    for (let i = 0; i < row.length; i++) values[start + row[i] * LANES] += 1;
  }
  return { resamples, days, values };
}
