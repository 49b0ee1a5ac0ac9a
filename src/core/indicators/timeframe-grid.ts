import type { Bars, PriceSide } from '../types/bars.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';
import { mapCompletedBars, markStale } from './map-timeframe.ts';
import { reduceToVisible, type VisibleSteps } from './stepwise.ts';

/** A loaded timeframe as seen from the primary grid; its parts are made on first use and kept. */
export class TimeframeGrid {
  readonly bars: Bars;
  readonly #primary: Bars;
  #completed: Int32Array | undefined;
  #visible: Int32Array | undefined;
  readonly #steps: Partial<Record<PriceSide, VisibleSteps>> = {};

  constructor(primary: Bars, bars: Bars) {
    this.#primary = primary;
    this.bars = bars;
  }

  /** Index of the last completed bar for each primary bar. */
  get completed(): Int32Array {
    this.#completed ??= mapCompletedBars(
      this.#primary.openTimes,
      TIMEFRAME_MS[this.#primary.timeframe],
      this.bars.openTimes,
      TIMEFRAME_MS[this.bars.timeframe],
    );
    return this.#completed;
  }

  /** The same without stale bars. */
  get visible(): Int32Array {
    this.#visible ??= markStale(
      this.completed,
      TIMEFRAME_MS[this.#primary.timeframe],
      TIMEFRAME_MS[this.bars.timeframe],
    );
    return this.#visible;
  }

  /** The bars of one side that become visible on the primary grid. */
  stepsOf(side: PriceSide): VisibleSteps {
    this.#steps[side] ??= reduceToVisible(this.visible, this.bars[side]);
    return this.#steps[side];
  }
}
