import { describe, expect, it } from 'vitest';
import { growthPlot } from '../../bench/report/plot/growth-plot.ts';
import { LogAxis } from '../../bench/report/plot/log-axis.ts';

describe('the plot of how cost grows', () => {
  it('puts equal ratios at equal distances', () => {
    const axis = new LogAxis([10, 1000], 0, 200);
    expect([10, 100, 1000].map((value) => axis.place(value))).toEqual([0, 100, 200]);
    expect(axis.ticks).toEqual([10, 100, 1000]);
  });

  it('opens an axis of a whole decade for a single value', () => {
    expect(new LogAxis([100], 0, 1).ticks).toEqual([100, 1000]);
  });

  it('draws a panel per size and a line per curve, with names as text', () => {
    const curve = { panel: 'bars', name: 'a < b & c', xLabel: 'bars', yLabel: 'us', points: [[10, 1] as const] };
    const plot = growthPlot([curve, { ...curve, name: 'other' }, { ...curve, panel: 'trials' }]);
    expect(plot.match(/<g /g)).toHaveLength(2);
    expect(plot.match(/<polyline /g)).toHaveLength(3);
    expect(plot).toContain('a &lt; b &amp; c');
    expect(plot).toContain('<title>How cost grows</title>');
    expect(plot).not.toContain('NaN');
  });
});
