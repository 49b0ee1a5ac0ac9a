import { describe, expect, it } from 'vitest';
import type { ComparedInput } from '../../../src/cli/output/compared-input.ts';
import { renderEquityOverlay } from '../../../src/cli/output/render-equity-overlay.ts';
import { sparkSigns } from '../../../src/cli/output/sparkline.ts';
import { MS_PER_HOUR } from '../../../src/core/types/timeframe.ts';
import type { ComparedRun } from '../../../src/run/comparison/compared-run.ts';

const BLOCKS = sparkSigns({ LANG: 'en_GB.UTF-8' });
const START = Date.UTC(2024, 0, 1);
/** Room for eight columns of curves. */
const WIDTH = 8 + 17;

/** An input whose bars are an hour apart, from an hour on. */
function input(label: string, hour: number, equity: readonly number[], initialBalance = 100): ComparedInput {
  const times = Float64Array.from(equity, (_, bar) => START + (hour + bar) * MS_PER_HOUR);
  const run = { initialBalance, equity: { times, equity: Float64Array.from(equity) } } as unknown as ComparedRun;
  return { label, source: { kind: 'run', folder: '' }, run };
}

const lines = (...inputs: readonly ComparedInput[]) => renderEquityOverlay(inputs, WIDTH, BLOCKS).split('\n');
const curves = (...inputs: readonly ComparedInput[]) => lines(...inputs).filter((line) => /^[AB] {2}/.test(line));

describe('curves over each other', () => {
  const rising = [100, 101, 102, 103, 104, 105, 106, 107];

  it('share one scale, in growth since the start', () => {
    const tenfold = rising.map((equity) => equity * 10);
    expect(lines(input('A', 0, rising), input('B', 0, tenfold, 1000))).toEqual([
      '',
      'equity since the start,',
      '2024-01-01 to 2024-01-01,',
      'from 0.00 % ▁ to 7.00 % █',
      'A  ▁▂▃▄▅▆▇█       7.00 %',
      'B  ▁▂▃▄▅▆▇█       7.00 %',
      '',
    ]);
    expect(curves(input('A', 0, rising), input('B', 0, Array(8).fill(100)))[1]).toBe('B  ▁▁▁▁▁▁▁▁       0.00 %');
  });

  it('share one time axis, with nothing before the first bar and after the last', () => {
    const [first, second] = curves(input('A', 0, [100, 114, 114, 114, 107]), input('B', 4, [100, 100, 100, 107]));
    expect(first).toBe('A  ▁███▅          7.00 %');
    expect(second).toBe('B      ▁▁▁▅       7.00 %');
  });

  it('are left out where no bar was traded', () => {
    expect(renderEquityOverlay([input('A', 0, [])], WIDTH, BLOCKS)).toBe('');
    expect(curves(input('A', 0, rising), input('B', 0, []))[1]).toMatch(/^B +n\/a$/);
  });
});
