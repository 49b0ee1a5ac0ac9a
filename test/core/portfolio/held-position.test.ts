import { describe, expect, it } from 'vitest';
import { HeldPosition } from '../../../src/core/portfolio/held-position.ts';

/** A conversion whose rate is the number of the bar. */
const rateOfBar = { isSteady: false, convert: (amount: number, bar: number) => amount * bar };

describe('the one position of a run', () => {
  it('is closed and belongs to no bar at first', () => {
    expect(new HeldPosition(100_000, rateOfBar)).toMatchObject({ isOpen: false, entryBar: -1 });
  });

  it.each([
    ['long in profit', 1, 1.102, 800],
    ['long in loss', 1, 1.099, -400],
    ['short in profit', -1, 1.099, 400],
    ['short in loss', -1, 1.102, -800],
  ] as const)('has an open profit in account currency at the rate of the bar: %s', (_, direction, close, expected) => {
    const position = new HeldPosition(100_000, rateOfBar);
    Object.assign(position, { direction, entryPrice: 1.1, size: 2 });
    expect(position.unrealised(close, 2)).toBeCloseTo(expected, 8);
  });
});
