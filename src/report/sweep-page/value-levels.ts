import type { ParameterValue } from './sweep-page-data.ts';

/** Values that an axis can show one by one, and the ranges that more numbers than that are cut into. */
const MOST_LEVELS = 12;
const RANGES = 10;
const SIGNIFICANT_DIGITS = 4;
const OTHERS = 'others';

/** The values of a parameter as the steps of an axis. */
export interface ValueLevels {
  readonly labels: readonly string[];
  /** Step of each trial; -1 where the parameter is inactive. */
  readonly levels: Int32Array;
}

/**
 * Steps for the values of one parameter: numbers ascending, then other values by their text. More than twelve numbers become
 * ten ranges of one width, more than twelve values of other kinds keep the first eleven.
 *
 * @param values one per trial; undefined where inactive
 * @param count number of trials, since `values` may end early
 */
export function valueLevels(values: readonly (ParameterValue | undefined)[], count: number): ValueLevels {
  const distinct = [...new Set(values)].filter((value) => value !== undefined);
  const numbers = distinct.filter((value) => typeof value === 'number').sort((left, right) => left - right);
  if (numbers.length === distinct.length && numbers.length > MOST_LEVELS) return ranges(values, count, numbers);
  const others = distinct.filter((value) => typeof value !== 'number').map(String);
  const labels = [...numbers.map(String), ...others.sort(compareText)];
  const shown = labels.length > MOST_LEVELS ? [...labels.slice(0, MOST_LEVELS - 1), OTHERS] : labels;
  const levelOf = new Map(labels.map((label, level) => [label, Math.min(level, shown.length - 1)]));
  const levels = Int32Array.from({ length: count }, (_, trial) => {
    const value = values[trial];
    return value === undefined ? -1 : (levelOf.get(String(value)) ?? -1);
  });
  return { labels: shown, levels };
}

function ranges(
  values: readonly (ParameterValue | undefined)[],
  count: number,
  ascending: readonly number[],
): ValueLevels {
  const low = ascending[0];
  const width = (ascending[ascending.length - 1] - low) / RANGES;
  const edge = (range: number) => String(Number((low + range * width).toPrecision(SIGNIFICANT_DIGITS)));
  return {
    labels: Array.from({ length: RANGES }, (_, range) => `${edge(range)} to ${edge(range + 1)}`),
    levels: Int32Array.from({ length: count }, (_, trial) => {
      const value = values[trial];
      return typeof value === 'number' ? Math.min(RANGES - 1, Math.floor((value - low) / width)) : -1;
    }),
  };
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
