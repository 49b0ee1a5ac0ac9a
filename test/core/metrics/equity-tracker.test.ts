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
          else jumping.markFlat(bar, bar + bars, { balance: value });
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

  it('values a held position over stretches as it does bar by bar', () => {
    // Mostly small moves: whole stretches stay below the peak, and some above the lowest close so far.
    const move = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -4, max: 4 }) }, fc.integer({ min: -60, max: 60 }));
    const moves = fc.array(move, { minLength: 1, maxLength: 300, size: 'max' });
    const lengths = fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 12, size: 'max' });
    fc.assert(
      fc.property(
        moves,
        lengths,
        fc.constantFrom(1 as const, -1 as const),
        fc.nat(3),
        fc.boolean(),
        fc.boolean(),
        (steps, stretches, direction, warmup, isSteady, record) => {
          let tick = 1000;
          const column = Float64Array.from(steps, (step) => {
            tick += step;
            return tick / 1000;
          });
          const openTimes = openTimesOf(column.length);
          const firstBar = Math.min(warmup, column.length - 1);
          const calendar = createDayCalendar(openTimes, firstBar);
          const conversion = { isSteady, convert: (amount: number) => amount / 1.1 };
          const holding = { direction, entryPrice: 1, size: 0.3, contractSize: 10_000, conversion };
          const plain = new EquityTracker(calendar, BALANCE, record);
          for (let bar = firstBar; bar < column.length; bar++) {
            const difference = direction === 1 ? column[bar] - 1 : 1 - column[bar];
            plain.mark(bar, BALANCE + conversion.convert(difference * 0.3 * 10_000), BALANCE, true);
          }
          const tracker = new EquityTracker(calendar, BALANCE, record);
          const closes = new RangeIndex(column, column);
          const side = { closes, dayCloses: Float64Array.from(calendar.lastBars, (bar) => column[bar]) };
          let from = firstBar;
          for (const length of [...stretches, column.length]) {
            const end = Math.min(from + length, column.length);
            closes.findExtremes(from, end);
            tracker.markHeld(from, end, { balance: BALANCE }, side, holding, closes.found, 0);
            from = end;
          }
          expect(tracker.finish(openTimes)).toEqual(plain.finish(openTimes));
          expect(tracker.recorded()).toEqual(plain.recorded());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('records nothing for a stretch without bars', () => {
    const openTimes = openTimesOf(3);
    const tracker = new EquityTracker(createDayCalendar(openTimes, 0), BALANCE, false);
    tracker.markFlat(0, 2, { balance: BALANCE });
    const conversion = { isSteady: true, convert: (amount: number) => amount };
    const holding = { direction: 1, entryPrice: 1, size: 1, contractSize: 1, conversion } as const;
    const closes = Float64Array.of(1, 1, 100);
    tracker.markFlat(2, 2, { balance: 2 * BALANCE });
    const side = { closes: new RangeIndex(closes, closes), dayCloses: closes };
    tracker.markHeld(2, 2, { balance: 2 * BALANCE }, side, holding, closes, 0);
    tracker.markFlat(2, 3, { balance: BALANCE });
    const summary = tracker.finish(openTimes);
    expect(summary).toMatchObject({ lastEquity: BALANCE, maxDrawdown: 0, exposedBars: 0 });
  });

  it('counts the bars after which a position was open', () => {
    const openTimes = openTimesOf(4);
    const tracker = new EquityTracker(createDayCalendar(openTimes, 0), BALANCE, false);
    tracker.markFlat(0, 1, { balance: BALANCE });
    tracker.mark(1, BALANCE, BALANCE, true);
    tracker.mark(2, BALANCE, BALANCE, true);
    tracker.markFlat(3, 4, { balance: BALANCE });
    expect(tracker.finish(openTimes).exposedBars).toBe(2);
  });
});
