import type { Bars } from '../types/bars.ts';
import type { Dataset, RateSeries } from '../types/dataset.ts';
import { ExecutionError } from '../types/errors.ts';

const SIDES = ['bid', 'ask'] as const;
const PRICES = ['open', 'high', 'low', 'close'] as const;
const HINT = 'the loader refuses such data; a caller that builds a dataset itself has to check it';

/**
 * The loader lets no bar through that lacks a side and no number that is not finite; the engine relies
 * on it in every formula, so it asserts it once per dataset (`execution.md` 1.2 and 1.4).
 * @throws ExecutionError `EXEC_INVARIANT`
 */
export function requireFiniteNumbers(dataset: Dataset): void {
  checkBars(dataset.primary);
  for (const series of dataset.rates) checkRates(series);
}

function checkBars(bars: Bars): void {
  for (const side of SIDES) {
    for (const column of PRICES) {
      const bar = firstBad(bars[side][column], bars.openTimes.length);
      if (bar < 0) continue;
      const value = String(bars[side][column][bar]);
      const time = bars.openTimes[bar];
      throw new ExecutionError('EXEC_INVARIANT', `${side} ${column} is ${value}, expected a finite price above 0`, {
        where: `bar ${bar} (${new Date(time).toISOString()})`,
        hint: HINT,
        details: { side, column, value, bar, time_ms: time },
      });
    }
  }
}

function checkRates({ pair, timeframe, openTimes, rates }: RateSeries): void {
  const row = firstBad(rates, openTimes.length);
  if (row < 0) return;
  const value = String(rates[row]);
  throw new ExecutionError('EXEC_INVARIANT', `rate ${pair} is ${value}, expected a finite number above 0`, {
    where: `${pair} ${timeframe}`,
    hint: HINT,
    details: { pair, timeframe, row, time_ms: openTimes[row], value },
  });
}

/** First of `length` elements that is missing, not finite or not above 0; -1 if there is none. */
function firstBad(values: Float64Array, length: number): number {
  for (let index = 0; index < length; index++) {
    const value = values[index];
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) return index;
  }
  return -1;
}
