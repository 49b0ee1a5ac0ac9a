import type { HistogramData } from './sweep-page-data.ts';

const MOST_BINS = 40;
const PLAIN_STEPS = [1, 2, 5, 10];

/** Counts of the finite values in bins of one plain width, with an edge at 0. */
export function histogramData(values: Iterable<number>): HistogramData {
  const finite = [...values].filter(Number.isFinite);
  if (finite.length === 0) return { from: 0, width: 1, counts: [] };
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of finite) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const width = plainWidth((high - low) / (MOST_BINS - 2));
  const binOf = (value: number) => Math.floor(value / width);
  const first = binOf(low);
  const counts = new Array<number>(binOf(high) - first + 1).fill(0);
  for (const value of finite) counts[binOf(value) - first] += 1;
  return { from: Number((first * width).toPrecision(12)), width, counts };
}

function plainWidth(atLeast: number): number {
  if (!(atLeast > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return Number(((PLAIN_STEPS.find((step) => step * power >= atLeast) ?? 10) * power).toPrecision(12));
}
