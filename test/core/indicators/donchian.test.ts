import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { donchian } from '../../../src/core/indicators/donchian.ts';
import { getIndicator } from '../../../src/core/indicators/registry.ts';
import { VectorFolder } from './vector-folder.ts';

const bars = new VectorFolder(path.join(import.meta.dirname, '../../fixtures/indicators')).bars('m5.csv', 'M5').bid;

/** The definition, bar by bar. */
function plainChannel(period: number, bar: number): readonly [upper: number, mid: number, lower: number] {
  if (bar < period - 1) return [Number.NaN, Number.NaN, Number.NaN];
  const upper = Math.max(...bars.high.subarray(bar - period + 1, bar + 1));
  const lower = Math.min(...bars.low.subarray(bar - period + 1, bar + 1));
  return [upper, (upper + lower) / 2, lower];
}

describe('Donchian channel', () => {
  it.each([1, 2, 7, 20, 299])('of %d bars is the plain maximum and minimum', (period) => {
    const [upper, mid, lower] = getIndicator('donchian').compute(bars, { period });
    for (let bar = 0; bar < bars.high.length; bar++) {
      expect([upper[bar], mid[bar], lower[bar]]).toEqual(plainChannel(period, bar));
    }
  });

  it('contains its own bar and forgets the one that leaves the window', () => {
    const high = Float64Array.of(5, 9, 6, 7, 8);
    const low = Float64Array.of(3, 4, 1, 5, 6);
    const { upper, mid, lower } = donchian({ high, low }, 2);
    expect([...upper]).toEqual([Number.NaN, 9, 9, 7, 8]);
    expect([...mid]).toEqual([Number.NaN, 6, 5, 4, 6.5]);
    expect([...lower]).toEqual([Number.NaN, 3, 1, 1, 5]);
  });

  it('is undefined while a bar of the window is missing', () => {
    const { upper, lower } = donchian(
      { high: Float64Array.of(2, 3, Number.NaN, 4, 5), low: Float64Array.of(1, 1, Number.NaN, 2, 2) },
      2,
    );
    expect([...upper]).toEqual([Number.NaN, 3, Number.NaN, Number.NaN, 5]);
    expect([...lower]).toEqual([Number.NaN, 1, Number.NaN, Number.NaN, 2]);
  });

  it('has 20 bars by default', () => {
    expect(getIndicator('donchian').normalise({})).toEqual({ period: 20 });
  });
});
