import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeIndex } from '../../../src/core/math/range-index.ts';
import { createDayCalendar } from '../../../src/core/metrics/day-calendar.ts';
import { EquityTracker } from '../../../src/core/metrics/equity-tracker.ts';
import { MS_PER_HOUR } from '../../../src/core/types/timeframe.ts';
import { summariseEquity } from './summarise-equity.ts';

const BALANCE = 1000;

/** A curve as stretches: while flat, equity repeats; a stretch of one bar is an ordinary mark. */
const stretches = fc.array(
  fc.record({ equity: fc.integer({ min: -200, max: 3000 }), bars: fc.integer({ min: 1, max: 40 }) }),
  { minLength: 1, maxLength: 60 },
);

function openTimesOf(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, bar) => Date.UTC(2024, 0, 1, 22) + bar * MS_PER_HOUR);
}

describe('equity tracker', () => {
  it('agrees with the plain definition, bar by bar and over flat stretches', () => {
    fc.assert(
      fc.property(stretches, fc.integer({ min: 0, max: 5 }), (curve, warmup) => {
        const equity = curve.flatMap(({ equity: value, bars }) => new Array<number>(bars).fill(value));
        const openTimes = openTimesOf(warmup + equity.length);
        const calendar = createDayCalendar(openTimes, warmup);
        const plain = new EquityTracker(calendar, BALANCE, true);
        equity.forEach((value, row) => {
          plain.mark(warmup + row, value, value, false);
        });
        const jumping = new EquityTracker(calendar, BALANCE, true);
        let bar = warmup;
        for (const { equity: value, bars } of curve) {
          if (bars === 1) jumping.mark(bar, value, value, false);
          else jumping.markFlat(bar, bar + bars, value);
          bar += bars;
        }
        const expected = summariseEquity(openTimes.subarray(warmup), Float64Array.from(equity), BALANCE);
        expect(plain.finish(openTimes)).toEqual(expected);
        expect(jumping.finish(openTimes)).toEqual(expected);
        expect(jumping.recorded()).toEqual(plain.recorded());
      }),
      { numRuns: 500 },
    );
  });

  it('values a held position over a stretch as it does bar by bar', () => {
    const closes = fc.array(fc.integer({ min: 900, max: 1100 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(
        closes,
        fc.constantFrom(1 as const, -1 as const),
        fc.integer({ min: 0, max: 10 }),
        fc.boolean(),
        fc.boolean(),
        (ticks, direction, split, isSteady, record) => {
          const column = Float64Array.from(ticks, (tick) => tick / 1000);
          const openTimes = openTimesOf(column.length);
          const calendar = createDayCalendar(openTimes, 0);
          const conversion = { isSteady, convert: (amount: number) => amount / 1.1 };
          const holding = { direction, entryPrice: 1, size: 0.3, contractSize: 10_000, conversion };
          const plain = new EquityTracker(calendar, BALANCE, record);
          column.forEach((close, bar) => {
            const difference = direction === 1 ? close - 1 : 1 - close;
            plain.mark(bar, BALANCE + conversion.convert(difference * 0.3 * 10_000), BALANCE, true);
          });
          const stretch = new EquityTracker(calendar, BALANCE, record);
          const closes = new RangeIndex(column, column);
          // A position is filled in a bar that is marked on its own.
          const first = direction === 1 ? column[0]! - 1 : 1 - column[0]!;
          stretch.mark(0, BALANCE + conversion.convert(first * 0.3 * 10_000), BALANCE, true);
          const cut = Math.max(1, Math.min(split, column.length));
          stretch.markHeld(1, cut, BALANCE, closes, holding);
          stretch.markHeld(cut, column.length, BALANCE, closes, holding);
          expect(stretch.finish(openTimes)).toEqual(plain.finish(openTimes));
          expect(stretch.recorded()).toEqual(plain.recorded());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts the bars after which a position was open', () => {
    const openTimes = openTimesOf(4);
    const tracker = new EquityTracker(createDayCalendar(openTimes, 0), BALANCE, false);
    tracker.markFlat(0, 1, BALANCE);
    tracker.mark(1, BALANCE, BALANCE, true);
    tracker.mark(2, BALANCE, BALANCE, true);
    tracker.markFlat(3, 4, BALANCE);
    expect(tracker.finish(openTimes).exposedBars).toBe(2);
  });
});
