import { describe, expect, it } from 'vitest';
import type { ComparedInput } from '../../../src/cli/output/compared-input.ts';
import { renderComparison } from '../../../src/cli/output/render-comparison.ts';
import { compareRuns } from '../../../src/run/comparison/compare-runs.ts';
import { type ComparedRun, readComparedRun } from '../../../src/run/comparison/compared-run.ts';
import { goldenArtifacts } from '../../run/comparison/golden-artifacts.ts';

const STOP = readComparedRun(goldenArtifacts('g2-market-entry-to-stop'), 'g2');
const ENTRY = readComparedRun(goldenArtifacts('g5-entry-candle'), 'g5');

function render(runs: readonly ComparedRun[], width = 80): string {
  const inputs = runs.map(
    (run, place): ComparedInput => ({
      label: 'ABC'.charAt(place),
      source: { kind: 'run', folder: `/project/${place}` },
      run,
    }),
  );
  return renderComparison(inputs, compareRuns(runs), '/project', width);
}

describe('runs side by side in the terminal', () => {
  it.each([40, 44, 60, 80, 120])('are no wider than %i columns', (width) => {
    const rich = { ...ENTRY, metrics: { ...ENTRY.metrics, fees_total: -1234567890.12 } };
    const config = { ...ENTRY.config, strategy_parameters: { enabled_scenarios: [...Array(30).keys()] } };
    const meta = { tags: ['one of many words', 'another one'] };
    const sizes = ENTRY.trades.map((trade) => ({ ...trade, size: 7 }));
    for (const runs of [
      [STOP, rich],
      [ENTRY, { ...ENTRY, config, trades: sizes }],
      [ENTRY, { ...ENTRY, trades: ENTRY.trades.map((trade) => ({ ...trade, meta })) }],
      [STOP, ENTRY],
      [STOP, ENTRY, STOP],
    ]) {
      const tooLong = render(runs, width)
        .split('\n')
        .filter((line) => line.length > width);
      expect(tooLong).toEqual([]);
    }
  });

  it('have every metric, marked where it differs, with the difference of two', () => {
    const text = render([STOP, ENTRY]);
    expect(text).toMatch(/^ {3}metric +A +B +B - A$/m);
    expect(text).toMatch(/^\* {2}total_trades +2 +5 +\+3$/m);
    expect(text).toMatch(/^\* {2}max_drawdown +0\.035020 +\d\.\d{6} +[+-]\d\.\d{6}$/m);
    expect(render([STOP, ENTRY, STOP])).toMatch(/^ {3}metric +A +B +C$/m);
    expect(render([STOP, ENTRY, STOP])).not.toContain('B - A');
  });

  it('show the first trade that differs, and the first that differs in what happened', () => {
    const trades = ENTRY.trades.map((trade, place) => ({
      ...trade,
      ...(place >= 1 ? { size: 7 } : {}),
      ...(place >= 3 ? { reason: 'manual' } : {}),
    }));
    const text = render([ENTRY, { ...ENTRY, trades }]);
    expect(text).toMatch(/^A and B: trade 1 \(\w+, entered 2024-\S+\) is the first that differs;\sA has 5, B has 5$/m);
    expect(text).toMatch(/^A and B: trade 3 \(\w+, entered 2024-\S+\) is the first that differs\sin time/m);
    const sizes = ENTRY.trades.map((trade, place) => (place >= 1 ? { ...trade, size: 7 } : trade));
    expect(render([ENTRY, { ...ENTRY, trades: sizes }])).toContain('times, sides and reasons of all trades are equal');
  });

  it('say which of them has a trade that the other lacks', () => {
    const text = render([ENTRY, { ...ENTRY, trades: ENTRY.trades.slice(0, 4) }]).replace(/\s+/g, ' ');
    expect(text).toMatch(
      /A and B: trade 4 \(\w+, entered 2024-\S+, only A has it\) is the first that differs; A has 5, B has 4/,
    );
  });

  it('say it where there are no trades, or only notes differ', () => {
    expect(render([STOP, STOP].map((run) => ({ ...run, trades: [] })))).toContain('A and B: no trades on either side');
    const trades = STOP.trades.map((trade) => ({ ...trade, meta: { tag: 'x' } }));
    const text = render([STOP, { ...STOP, trades }]);
    expect(text).toMatch(/^A and B: all 2 trades equal; their notes \(meta\) differ, first at trade 0/m);
    expect(text).toMatch(/^meta\.tag +- +x$/m);
  });

  it('do not let a file steer the terminal', () => {
    const evil = '\u001b[2J';
    const run = { ...STOP, symbol: evil, engineVersion: evil, config: { ...STOP.config, [evil]: evil } };
    const trades = [{ [evil]: evil }];
    expect(render([STOP, { ...run, trades }])).not.toContain('\u001b');
  });
});
