import { describe, expect, it } from 'vitest';
import { sizeParityPosition, sizePosition } from '../../../src/core/portfolio/position-sizing.ts';

/** A pip is one price unit and worth one unit of account currency: raw lots are risk over stop distance. */
const GRID = { pipSize: 1, volumeMin: 0.1, volumeStep: 0.25, volumeMax: 2 };

function size(riskPerTrade: number, stopLoss = 99): number {
  return sizePosition({ ...GRID, riskPerTrade }, 100, stopLoss, 1);
}

function sizeInParity(riskPerTrade: number, stopLoss = 99): number {
  return sizeParityPosition({ ...GRID, riskPerTrade }, 100, stopLoss, 1);
}

describe('lots of a position (execution.md 9.2)', () => {
  it.each([
    ['below the minimum: none', 0.0999, Number.NaN],
    ['at the minimum', 0.1, 0.1],
    ['below the minimum by float noise', 0.1 - 1e-13, 0.1],
    ['below the first step', 0.34, 0.1],
    ['at the first step', 0.35, 0.35],
    ['between two steps: rounded down', 0.84, 0.6],
    ['at a step but for float noise', 0.85 - 1e-13, 0.85],
    ['at the last step below the maximum', 1.85, 1.85],
    ['above the last step, which the maximum is not on', 2, 1.85],
    ['far above the maximum', 1000, 1.85],
  ])('%s', (_, risk, lots) => {
    expect(size(risk)).toBe(lots);
  });

  it.each([
    ['twice as far', 98],
    ['twice as far on the other side', 102],
  ])('are halved by a stop that is %s', (_, stopLoss) => {
    expect(size(1.7, stopLoss)).toBe(0.85);
  });

  it('depend on pip size and pip value', () => {
    expect(sizePosition({ ...GRID, pipSize: 0.5, riskPerTrade: 5.1 }, 100, 99, 3)).toBe(0.85);
  });
});

describe('lots of a position in v1_parity (execution.md 15.7)', () => {
  it.each([
    ['raised to the minimum', 0.05, 99, 0.1],
    ['the minimum', 0.1, 99, 0.1],
    ['rounded down', 0.84, 99, 0.6],
    ['clamped to the maximum, on a step or not', 1000, 99, 2],
    ['the minimum without a stop distance', 1, 100, 0.1],
    ['halved by a stop twice as far', 1.7, 98, 0.85],
    ['halved by a stop twice as far on the other side', 1.7, 102, 0.85],
  ])('%s', (_, risk, stopLoss, lots) => {
    expect(sizeInParity(risk, stopLoss)).toBe(lots);
  });

  it('keep the noise of adding steps', () => {
    const settings = { ...GRID, volumeStep: 0.1, riskPerTrade: 0.35 };
    expect(sizeParityPosition(settings, 100, 99, 1)).toBe(0.1 + 2 * 0.1);
    expect(sizePosition(settings, 100, 99, 1)).toBe(0.3);
  });
});
