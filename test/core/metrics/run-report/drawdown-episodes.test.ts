import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawdownEpisodes } from '../../../../src/core/metrics/run-report/drawdown-episodes.ts';
import { MS_PER_HOUR } from '../../../../src/core/types/timeframe.ts';
import { summariseEquity } from '../summarise-equity.ts';

const episodesOf = (...equity: number[]) => drawdownEpisodes(Float64Array.from(equity), 100);

describe('drawdown episodes', () => {
  it('run from the last bar of a peak to the first bar at its height', () => {
    expect(episodesOf(110, 120, 120, 60, 90, 120, 110)).toEqual([
      { peakRow: 2, lowestRow: 3, recoveryRow: 5, depth: 60, share: 0.5, bars: 3 },
      { peakRow: 5, lowestRow: 6, recoveryRow: null, depth: 10, share: 10 / 120, bars: 1 },
    ]);
  });

  it('take the initial balance as the first peak and the first of equal lows', () => {
    expect(episodesOf(90, 90, 95)).toEqual([
      { peakRow: -1, lowestRow: 0, recoveryRow: null, depth: 10, share: 0.1, bars: 3 },
    ]);
  });

  it('lose at most everything, and are none where equity never falls', () => {
    expect(episodesOf(-50)).toMatchObject([{ depth: 150, share: 1 }]);
    expect(episodesOf(100, 100, 110)).toEqual([]);
    expect(episodesOf()).toEqual([]);
  });

  it('contain the figures of the metrics', () => {
    const curves = fc.array(fc.integer({ min: -50, max: 200 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(curves, (values) => {
        const equity = Float64Array.from(values);
        const times = equity.map((_, row) => row * MS_PER_HOUR);
        const expected = summariseEquity(times, equity, 100);
        const episodes = drawdownEpisodes(equity, 100);
        const largest = (pick: (episode: (typeof episodes)[number]) => number) => Math.max(0, ...episodes.map(pick));
        expect(largest(({ depth }) => depth)).toBe(expected.maxDrawdownAbs);
        expect(largest(({ share }) => share)).toBe(expected.maxDrawdown);
        expect(largest(({ bars }) => bars)).toBe(expected.maxDrawdownDurationBars);
      }),
    );
  });
});
