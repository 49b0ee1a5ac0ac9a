import type { SideBars } from '../types/bars.ts';
import type { JsonObject } from '../types/json.ts';

/**
 * One indicator (`strategy.md` 15.8): the whole of what the rest of omega knows about it. Adding one
 * means one file with such an object and one line in the registry.
 */
export interface IndicatorDefinition {
  /** Registry key, lower-case `[a-z0-9_]+`. */
  readonly name: string;
  /** Names of the columns that `compute` returns, in its order. */
  readonly outputs: readonly string[];
  /** Bar columns that `compute` reads. */
  readonly inputs: readonly (keyof SideBars)[];
  /**
   * How values of another timeframe get onto the primary grid: `stepwise` holds the last defined value
   * and ignores staleness (`indicators.md` 7.4); `mapped` shows what the completed bar has, undefined
   * while that is undefined or the bar is stale (7.5, `strategy.md` S-00).
   */
  readonly projection: 'stepwise' | 'mapped';
  /**
   * Every parameter present, in a fixed order. Checks names and types and throws a RangeError; which
   * values a run may use is decided by its configuration.
   */
  normalise(params: JsonObject): JsonObject;
  /** Bars of its own timeframe up to and including the one with the first value of all outputs. */
  minBars(params: JsonObject): number;
  /**
   * Pure; `params` as returned by `normalise`. One new array per output, as long as the input, NaN where
   * undefined, element i depending on bars up to i only.
   */
  compute(bars: SideBars, params: JsonObject): readonly Float64Array[];
}
