import { describe, expect, it } from 'vitest';
import { renderRunCurves } from '../../../src/cli/output/render-run-curves.ts';
import { sparkline, sparkSigns } from '../../../src/cli/output/sparkline.ts';
import type { SingleRunReport } from '../../../src/run/run-single.ts';

const BLOCKS = sparkSigns({ LANG: 'en_GB.UTF-8' });

describe('sparklines', () => {
  it('go from the smallest to the largest value', () => {
    expect(sparkline(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7), 8, 'last', BLOCKS)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline(Float64Array.of(5, -5, 0), 8, 'last', BLOCKS)).toBe('█▁▅');
  });

  it('let one value stand for those that share a column', () => {
    const values = Float64Array.of(0, 9, 1, 1, 8, 0);
    expect(sparkline(values, 3, 'last', BLOCKS)).toBe('█▂▁');
    expect(sparkline(values, 3, 'largest', BLOCKS)).toBe('█▁▇');
  });

  it('draw a flat curve at the bottom and nothing without values', () => {
    expect(sparkline(Float64Array.of(3, 3, 3), 2, 'last', BLOCKS)).toBe('▁▁');
    expect(sparkline(new Float64Array(0), 10, 'last', BLOCKS)).toBe('');
  });

  it('use plain signs where UTF-8 is not shown', () => {
    for (const environment of [
      {},
      { LANG: 'C' },
      { LANG: 'en_US.UTF-8', LC_ALL: 'C' },
      { LC_ALL: 'C.UTF-8', TERM: 'dumb' },
    ])
      expect(sparkline(Float64Array.of(0, 1), 2, 'last', sparkSigns(environment))).toBe('_#');
    expect(sparkSigns({ LC_CTYPE: 'de_DE.utf8' })).toBe(BLOCKS);
  });
});

describe('the curves of a run', () => {
  const reportWith = (equity: readonly number[], drawdown: readonly number[]) =>
    ({
      config: { account: { account_currency: 'USD' } },
      result: { equity: { equity: Float64Array.from(equity), drawdown: Float64Array.from(drawdown) } },
    }) as unknown as SingleRunReport;

  it('fit the width of the terminal, whatever their length', () => {
    const long = Array.from({ length: 1000 }, (_, bar) => 10_000 + bar);
    const text = renderRunCurves(reportWith(long, long), 60, BLOCKS);
    for (const line of text.trim().split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('end with the last equity and the deepest drawdown', () => {
    const text = renderRunCurves(reportWith([100, 90, 95], [0, 0.1, 0.05]), 80, BLOCKS);
    expect(text).toBe('\nequity          █▁▅ 95.00 USD\ndrawdown        ▁█▅ at most 10.00 %\n');
  });

  it('are missing where no bar was traded', () => {
    expect(renderRunCurves(reportWith([], []), 80, BLOCKS)).toBe('');
  });
});
