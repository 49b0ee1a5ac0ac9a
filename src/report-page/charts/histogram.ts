/** Values from `from` up to but without `to`; the last bin includes its end. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Widths that people count in, as multiples of a power of ten. */
const PLAIN_STEPS = [1, 2, 2.5, 5, 10];

/**
 * Counts of values in bins of one plain width whose edges are multiples of it, so that 0 is an edge.
 *
 * @param mostBins how many bins there may be
 * @param smallestWidth 1 for whole numbers
 */
export function histogramBins(values: readonly number[], mostBins: number, smallestWidth = 0): readonly Bin[] {
  if (values.length === 0) return [];
  const smallest = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const largest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const width = Math.max(smallestWidth, plainWidth((largest - smallest) / Math.max(1, mostBins - 2)));
  const first = Math.floor(smallest / width);
  const counts = new Array<number>(Math.floor(largest / width) - first + 1).fill(0);
  for (const value of values) counts[Math.floor(value / width) - first] += 1;
  return counts.map((count, index) => ({ from: (first + index) * width, to: (first + index + 1) * width, count }));
}

function plainWidth(atLeast: number): number {
  if (!(atLeast > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return (PLAIN_STEPS.find((step) => step * power >= atLeast) ?? 10) * power;
}
