import { CounterRandom } from '../../../core/math/splitmix64.ts';
import type { ConformanceCheck } from '../conformance-check.ts';
import { type ConformanceSubject, startRun } from '../conformance-subject.ts';
import { placeOf, recordSignals } from '../recorded-signals.ts';

const SEED = 2;
const BLANKS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;
const BLANK_SHARE = 0.1;

export const missingValues: ConformanceCheck = {
  name: 'missing values',
  statement: 'values that are missing never throw and never give a level that is no number',
  weight: 'violation',
  find: (subject) => {
    const random = new CounterRandom(SEED);
    let draws = 0;
    const sprinkled = findBadLevel(subject, (_id, column) =>
      column.map((value) => {
        const draw = random.draw(draws++);
        return draw < BLANK_SHARE ? BLANKS[Math.floor((draw / BLANK_SHARE) * BLANKS.length)] : value;
      }),
    );
    return sprinkled ?? findBadLevel(subject, (_id, column) => new Float64Array(column.length).fill(Number.NaN));
  },
};

function findBadLevel(
  subject: ConformanceSubject,
  change: (id: string, column: Float64Array) => Float64Array,
): string | null {
  const { openTimes } = subject.dataset.primary;
  for (const { bar, signal } of recordSignals(startRun(subject, subject.dataset, change))) {
    const { orderType, entryPrice, stopLoss, takeProfit } = signal;
    // A market order without a price is filled at the close.
    const isOpen = orderType === 'market' && Number.isNaN(entryPrice);
    const levels = [...(isOpen ? [] : [entryPrice]), stopLoss, takeProfit];
    if (!levels.every(Number.isFinite)) return `${placeOf(bar, openTimes)}: levels ${levels.join(', ')}`;
  }
  return null;
}
