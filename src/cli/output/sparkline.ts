/** Signs from low to high, one column wide each. */
export type SparkSigns = readonly string[];

const BLOCKS: SparkSigns = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const PLAIN: SparkSigns = ['_', '.', '-', '=', '+', '*', '%', '#'];

/** Blocks where the terminal shows UTF-8, else signs that every terminal has. */
export function sparkSigns(environment: Readonly<Record<string, string | undefined>>): SparkSigns {
  const locale = [environment.LC_ALL, environment.LC_CTYPE, environment.LANG].find((name) => (name ?? '') !== '');
  const isUtf8 = /utf-?8/i.test(locale ?? '') && environment.TERM !== 'dumb';
  return isUtf8 ? BLOCKS : PLAIN;
}

/** Which value stands for all of those that share a column. */
export type SparkPick = 'last' | 'largest';

/**
 * A curve in one line, scaled from its smallest to its largest value. A curve without differences is drawn
 * at the bottom; one with fewer values than columns takes a column per value.
 */
export function sparkline(values: Float64Array, columns: number, pick: SparkPick, signs: SparkSigns): string {
  const shown = Math.min(columns, values.length);
  const heights = Array.from({ length: shown }, (_, column) => {
    const from = Math.floor((column * values.length) / shown);
    const to = Math.floor(((column + 1) * values.length) / shown);
    return pick === 'last' ? values[to - 1]! : largestOf(values, from, to);
  });
  return sparkRow(heights, Math.min(...heights), Math.max(...heights), signs);
}

/** Heights in one line, a column each, on a scale from `low` to `high`; NaN leaves its column empty. */
export function sparkRow(heights: readonly number[], low: number, high: number, signs: SparkSigns): string {
  const signOf = (height: number) => {
    if (Number.isNaN(height)) return ' ';
    const level = high === low ? 0 : Math.round(((height - low) / (high - low)) * (signs.length - 1));
    return signs[level]!;
  };
  return heights.map(signOf).join('');
}

function largestOf(values: Float64Array, from: number, to: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let index = from; index < to; index++) largest = Math.max(largest, values[index]!);
  return largest;
}
