import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findExit,
  isTargetTouched,
  NO_EXIT,
  nextTouchedBar,
  STOP_LOSS_EXIT,
  TAKE_PROFIT_EXIT,
} from '../../../src/core/execution/exit-rules.ts';
import { RangeIndex } from '../../../src/core/math/range-index.ts';
import type { Direction } from '../../../src/core/types/signal.ts';

/** Prices in ticks, so that sums with the buffer are exact. */
const BUFFER = 5;

describe('target test (execution.md 5.1)', () => {
  it.each([
    ['long below the widened target', 1, 194, 190, false],
    ['long at the widened target', 1, 195, 190, true],
    ['long beyond the target', 1, 210, 190, true],
    ['short above the widened target', -1, 210, 206, false],
    ['short at the widened target', -1, 210, 205, true],
    ['short beyond the target', -1, 210, 190, true],
  ] as const)('%s', (_, direction, high, low, isTouched) => {
    expect(isTargetTouched(direction, 200, BUFFER, high, low)).toBe(isTouched);
  });
});

describe('bar of the fill (execution.md 5.2)', () => {
  const [STOP, TARGET] = [100, 200];

  it.each([
    ['a market position never exits', 'market', 300, 50, 300, NO_EXIT],
    ['a limit order takes no target at a close below it', 'limit', 300, 150, 199, NO_EXIT],
    ['a limit order takes no target at a close that equals it', 'limit', 300, 150, 200, NO_EXIT],
    ['a limit order takes its target at a close beyond it', 'limit', 300, 150, 201, TAKE_PROFIT_EXIT],
    ['a limit order stops out', 'limit', 150, 100, 150, STOP_LOSS_EXIT],
    ['a limit order that touches both stops out', 'limit', 300, 50, 300, STOP_LOSS_EXIT],
    ['a stop order takes its target at any close', 'stop', 300, 150, 150, TAKE_PROFIT_EXIT],
    ['a stop order stops out', 'stop', 150, 50, 150, STOP_LOSS_EXIT],
  ] as const)('%s', (_, orderType, high, low, close, expected) => {
    expect(findExit(1, orderType, true, STOP, TARGET, BUFFER, high, low, close)).toBe(expected);
    // Mirrored about the middle of stop and target, a short sees the same.
    const mirror = (price: number) => STOP + TARGET - price;
    const [top, bottom] = [mirror(low), mirror(high)];
    expect(findExit(-1, orderType, true, TARGET, STOP, BUFFER, top, bottom, mirror(close))).toBe(expected);
  });
});

describe('search for the bar that touches a level', () => {
  const tick = fc.integer({ min: 90, max: 210 });
  const bar = fc.tuple(tick, tick).map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) }));

  it('finds the first bar in which the hit test finds an exit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Direction>(1, -1),
        fc.array(bar, { minLength: 1, maxLength: 40 }),
        fc.nat(39),
        fc.nat(40),
        (direction, bars, one, other) => {
          const [from, end] = [Math.min(one, other, bars.length), Math.min(Math.max(one, other), bars.length)];
          const [stopLoss, takeProfit] = direction === 1 ? [100, 200] : [200, 100];
          const lows = Float64Array.from(bars, ({ low }) => low);
          const highs = Float64Array.from(bars, ({ high }) => high);
          const exits = bars.map(({ high, low }) =>
            findExit(direction, 'market', false, stopLoss, takeProfit, BUFFER, high, low, low),
          );
          const found = exits.findIndex((exit, index) => index >= from && index < end && exit !== NO_EXIT);
          const extremes = new RangeIndex(lows, highs);
          const touched = nextTouchedBar(
            { direction, stopLoss, takeProfit },
            { hitBuffer: BUFFER },
            extremes,
            from,
            end,
          );
          expect(touched).toBe(found === -1 ? end : found);
        },
      ),
      { numRuns: 300 },
    );
  });
});
