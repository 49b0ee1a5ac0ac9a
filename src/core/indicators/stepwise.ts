import type { SideBars } from '../types/bars.ts';
import { NO_BAR } from './map-timeframe.ts';

/** Bars of another timeframe that become visible on the primary grid, one step each. */
export interface VisibleSteps {
  /** Primary indices at which a bar becomes visible, ascending. */
  readonly updatePoints: Int32Array;
  /** The bar seen at each update point. */
  readonly bars: SideBars;
}

/**
 * Reduces a timeframe to the bars that become visible (`indicators.md` 7.4, steps 1 and 2). `visible` is
 * the map with stale entries removed. Which bar it is decides, not its prices.
 */
export function reduceToVisible(visible: Int32Array, bars: SideBars): VisibleSteps {
  const updatePoints: number[] = [];
  let last = NO_BAR;
  for (let i = 0; i < visible.length; i++) {
    if (visible[i] === NO_BAR || visible[i] === last) continue;
    last = visible[i];
    updatePoints.push(i);
  }
  const points = Int32Array.from(updatePoints);
  const pick = (column: Float64Array) => Float64Array.from(points, (point) => column[visible[point]]);
  return {
    updatePoints: points,
    bars: {
      open: pick(bars.open),
      high: pick(bars.high),
      low: pick(bars.low),
      close: pick(bars.close),
      volume: pick(bars.volume),
    },
  };
}

/**
 * Spreads values computed on the visible steps over the primary grid (steps 3 and 4): a value holds
 * until the next one that is not NaN. An infinity is a value.
 */
export function projectVisible(
  stepValues: Float64Array,
  updatePoints: Int32Array,
  primaryLength: number,
): Float64Array {
  const projected = new Float64Array(primaryLength);
  let held = Number.NaN;
  let step = 0;
  for (let i = 0; i < primaryLength; i++) {
    if (step < updatePoints.length && updatePoints[step] === i) {
      if (!Number.isNaN(stepValues[step])) held = stepValues[step];
      step++;
    }
    projected[i] = held;
  }
  return projected;
}

/**
 * Spreads values computed natively on every bar of the timeframe over the primary grid: held over NaN
 * from bar to bar, then read through the map of completed bars. Staleness does not blank them.
 */
export function projectNative(nativeValues: Float64Array, completed: Int32Array): Float64Array {
  return readThroughMap(holdDefined(nativeValues), completed);
}

/** The value of the mapped bar; NaN where there is none. */
export function readThroughMap(nativeValues: Float64Array, map: Int32Array): Float64Array {
  const mapped = new Float64Array(map.length);
  for (let i = 0; i < map.length; i++) mapped[i] = map[i] === NO_BAR ? Number.NaN : nativeValues[map[i]];
  return mapped;
}

/** Repeats the last value that is not NaN; leading NaN stay. */
export function holdDefined(values: Float64Array): Float64Array {
  const held = new Float64Array(values.length);
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) last = values[i];
    held[i] = last;
  }
  return held;
}
