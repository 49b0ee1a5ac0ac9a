import type { SideBars } from '../types/bars.ts';
import type { InexactTime } from './timestamp-units.ts';

/** First missing value of a file, by row and then by column order. */
export interface NullCell {
  readonly row: number;
  /** Column name as in the file. */
  readonly column: string;
}

/** Times of a file as they came out of it. */
export interface UncheckedTimes {
  readonly openTimes: Float64Array;
  /** The first time that is no whole millisecond; `openTimes` holds it rounded down. */
  readonly inexactTime: InexactTime | null;
  readonly firstNull: NullCell | null;
}

/** Columns of one market file as they came out of it. */
export interface UncheckedBars extends UncheckedTimes {
  readonly bars: SideBars;
}
