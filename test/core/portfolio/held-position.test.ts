import { describe, expect, it } from 'vitest';
import { HeldPosition } from '../../../src/core/portfolio/held-position.ts';
import { samplePosition } from './sample-position.ts';

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

  it('is a position like any other in a list of open ones', () => {
    const position = new HeldPosition(100_000, rateOfBar);
    const words = { label: 'label', reason: 'reason', tags: [], meta: {} };
    const facts = { isOpen: true, id: 7, direction: 1, scenarioId: 2, entryBar: 3, entryPrice: 1.1, size: 1 };
    const fill = { stopLoss: 1.09, takeProfit: 1.12, entryFee: 3.5, entrySlippage: 0.00002, details: words };
    Object.assign(position, facts, fill);
    expect(position.toPosition()).toEqual(samplePosition(7, 3, { details: words }));
  });
});
