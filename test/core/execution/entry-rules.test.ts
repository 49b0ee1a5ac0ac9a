import { describe, expect, it } from 'vitest';
import { hasValidLevels, isStopTooClose } from '../../../src/core/execution/entry-rules.ts';

describe('levels of an order (execution.md 4.5)', () => {
  it.each([
    ['around the entry', 1, 1.09, 1.11, true],
    ['with the stop at the entry', 1, 1.1, 1.11, false],
    ['with the stop above the entry', 1, 1.105, 1.11, false],
    ['with the target at the entry', 1, 1.09, 1.1, false],
    ['with the target below the entry', 1, 1.09, 1.095, false],
    ['on the wrong sides', 1, 1.11, 1.09, false],
    ['around the entry', -1, 1.11, 1.09, true],
    ['with the stop at the entry', -1, 1.1, 1.09, false],
    ['with the stop below the entry', -1, 1.095, 1.09, false],
    ['with the target at the entry', -1, 1.11, 1.1, false],
    ['with the target above the entry', -1, 1.11, 1.105, false],
    ['on the wrong sides', -1, 1.09, 1.11, false],
  ] as const)('%s, direction %i, stop %d, target %d', (_, direction, stopLoss, takeProfit, isValid) => {
    expect(hasValidLevels(direction, 1.1, stopLoss, takeProfit)).toBe(isValid);
  });
});

describe('smallest distance of a stop (execution.md 9.1)', () => {
  it.each([
    ['farther away', 1.0998, 1e-4, false],
    ['closer', 1.09995, 1e-4, true],
    ['above the price and farther away', 1.1002, 1e-4, false],
    ['above the price and closer', 1.10005, 1e-4, true],
    // 1.1 - 1.0999 is smaller than 1e-4 as doubles and equal to it on paper.
    ['exactly at the distance', 1.0999, 1e-4, false],
  ])('%s', (_, stopLoss, distance, isTooClose) => {
    expect(isStopTooClose(1.1, stopLoss, distance)).toBe(isTooClose);
  });
});
