import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireSweep } from '../../src/optimizer/sweep/stored-sweep.ts';
import type { CollectedTrials } from '../../src/report/sweep-page/collect-trials.ts';
import { histogramData } from '../../src/report/sweep-page/histogram-data.ts';
import { sweepPage, sweepPageData } from '../../src/report/sweep-page/sweep-page.ts';
import type { SweepPageData } from '../../src/report/sweep-page/sweep-page-data.ts';
import { trialTable } from '../../src/report/sweep-page/trial-table.ts';
import { valueLevels } from '../../src/report/sweep-page/value-levels.ts';
import { writeSweepReport } from '../../src/report/sweep-page/write-sweep-report.ts';
import { createReportedSweep, type ReportedSweep } from './reported-sweep.ts';
import { expectTrialsOfFile, expectWindowsOfFile } from './sweep-page-checks.ts';

let sweep: ReportedSweep;
let data: SweepPageData;
beforeAll(async () => {
  sweep = await createReportedSweep();
  data = await sweep.data();
});
afterAll(() => sweep.project.remove());

const statistics = (): Record<string, number | string> => JSON.parse(sweep.read('optimizer_metrics.json')).metrics;

describe('the data of a sweep page', () => {
  it('are the trials of trials.csv', () => {
    expectTrialsOfFile(data, sweep);
    expect(data.trials.total).toBe(18);
    expect(new Set(data.trials.status)).toEqual(new Set(['complete', 'infeasible']));
  });

  it('group the trials by every pair of parameters, and by each', () => {
    const rows = sweep.rows('trials.csv');
    const { parameters, heatMaps, slices } = data;
    expect(heatMaps).toHaveLength(3);
    expect(slices).toHaveLength(3);
    const best = (found: typeof rows) => {
      const scores = found.filter((row) => row.status === 'complete').map((row) => Number(row.score));
      return scores.length === 0 ? null : Number(Math.max(...scores).toPrecision(9));
    };
    for (const map of heatMaps) {
      map.rowLabels.forEach((rowLabel, row) => {
        map.columnLabels.forEach((columnLabel, column) => {
          const cell = row * map.columnLabels.length + column;
          const found = rows.filter(
            (trial) =>
              trial[parameters[map.row].path] === rowLabel && trial[parameters[map.column].path] === columnLabel,
          );
          const complete = found.filter(({ status }) => status === 'complete').length;
          expect([map.trials[cell], map.eligible[cell], map.best[cell]]).toEqual([found.length, complete, best(found)]);
        });
      });
    }
    expect(
      heatMaps.some(({ eligible, best }) => eligible.some((count, cell) => count === 0 && best[cell] === null)),
    ).toBe(true);
    for (const { parameter, labels, best: shown } of slices) {
      const { path } = parameters[parameter];
      expect(shown).toEqual(labels.map((label) => best(rows.filter((row) => row[path] === label))));
    }
  });

  it('follow the best score to the best trial', () => {
    const { best, bestSoFar } = data;
    const scores = bestSoFar.map(([, score]) => score);
    expect(scores).toEqual([...scores].sort((left, right) => left - right));
    expect(scores.at(-1)).toBe(best?.score);
    expect(data.scores.counts.reduce((sum, count) => sum + count, 0)).toBe(statistics().trials_complete);
  });

  it('have the figures of optimizer_metrics.json and the splits behind them', () => {
    // The file has these of every sweep; this one asks for no stress tests.
    const unasked = ['parameter_sensitivity', 'robustness_score', 'stability_score'];
    expect(unasked.map((key) => statistics()[key])).toEqual(['n/a', 'n/a', 'n/a']);
    const figures = Object.entries(statistics())
      .filter(([key]) => !unasked.includes(key))
      .map(([key, value]) => [key, value === 'n/a' ? null : value]);
    expect(data.statistics.map(({ key, value }) => [key, value])).toEqual(figures);
    const { logits, logitsNote, importance } = data.insight;
    expect(logitsNote).toContain(`PBO ${Number(statistics().pbo).toFixed(6)}`);
    const total = logits?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
    const overfit = Number(new RegExp(`^(\\d+) of ${total} splits`).exec(logitsNote)?.[1]);
    expect(overfit / total).toBeCloseTo(Number(statistics().pbo), 6);
    const shares = importance?.map(({ share }) => share) ?? [];
    expect(shares).toEqual([...shares].sort((left, right) => right - left));
    expect(shares).toHaveLength(3);
  });

  it('have the windows of windows.csv and the joined curve', () => expectWindowsOfFile(data, sweep));

  it('count the trials that did not complete by their reason', () => {
    const infeasible = sweep.rows('trials.csv').filter(({ status }) => status === 'infeasible');
    expect(data.failures).toEqual([
      {
        status: 'infeasible',
        code: '',
        message: 'not fulfilled: profit_factor >= 1.2',
        trials: infeasible.length,
        firstTrial: Number(infeasible[0].trial_index),
      },
    ]);
  });
});

describe('the page of a sweep', () => {
  it('is the same for the same sweep, and holds no part of the machine', async () => {
    const data = await sweep.inStore((store) =>
      sweepPageData(store, requireSweep(store, sweep.sweepId), sweep.locations),
    );
    const page = sweepPage(data);
    const { file, bytes } = await writeSweepReport('latest', sweep.locations);
    expect(sweep.read('report.html')).toBe(page);
    // Right after the sweep what it has computed is not computed again.
    expect(sweep.computed).toMatchObject({ pbo: { blocks: expect.any(Number) } });
    await writeSweepReport('latest', sweep.locations, sweep.computed);
    expect(sweep.read('report.html')).toBe(page);
    expect(file.endsWith('report.html')).toBe(true);
    expect(bytes).toBe(Buffer.byteLength(page));
    expect(page).not.toContain(sweep.project.root);
    expect(bytes).toBeLessThan(5_000_000);
  });
});

describe('the page of a sweep with several objectives', () => {
  it('has the front of pareto.csv', async () => {
    const several = await createReportedSweep(`sweep_version: 1
base: base.json
space:
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective:
  objectives:
    - { score: profit_net }
    - { score: total_trades, direction: minimize }
statistics: off
`);
    const { pareto, statistics: figures, insight } = await several.data();
    const rows = several.rows('pareto.csv');
    several.project.remove();
    expect(pareto!.objectives).toEqual(['profit_net (maximize)', 'total_trades (minimize)']);
    expect(pareto!.points).toEqual(
      rows.map((row) => ({
        trialIndex: Number(row.trial_index),
        values: [Number(row.profit_net), Number(row.total_trades)],
        isFront: row.pareto_rank === '0',
      })),
    );
    expect([figures, insight.importanceNote]).toEqual([[], 'the sweep file says statistics: off']);
  });
});

describe('steps of an axis', () => {
  it('are the values, numbers first', () => {
    expect(valueLevels([24, null, undefined, 6, 24], 6)).toEqual({
      labels: ['6', '24', 'null'],
      levels: Int32Array.of(1, 2, -1, 0, 1, -1),
    });
    expect(valueLevels(['b', true, 'a'], 3).labels).toEqual(['a', 'b', 'true']);
  });

  it('are ten ranges for many numbers, and leave the rest of many names together', () => {
    const numbers = Array.from({ length: 101 }, (_, value) => value);
    const { labels, levels } = valueLevels(numbers, 101);
    expect([labels.length, labels[0], labels[9]]).toEqual([10, '0 to 10', '90 to 100']);
    expect([levels[0], levels[9], levels[10], levels[100]]).toEqual([0, 0, 1, 9]);
    const names = numbers.slice(0, 20).map((value) => String.fromCharCode(97 + value));
    const few = valueLevels(names, 20);
    expect([few.labels.length, few.labels[11]]).toEqual([12, 'others']);
    expect([few.levels[10], few.levels[11], few.levels[19]]).toEqual([10, 11, 11]);
  });
});

describe('a table of too many trials', () => {
  it('keeps the best and evenly spaced others', () => {
    const index = Array.from({ length: 30 }, (_, row) => row);
    const trials: CollectedTrials = {
      index,
      status: index.map(() => 'complete'),
      score: index.map((row) => (row === 29 ? Number.NaN : row % 10)),
      isEligible: index.map((row) => row !== 29),
      sharpe: index,
      parameters: new Map([['x', index]]),
      metrics: Array.from({ length: 7 }, () => index),
    };
    const table = trialTable(trials, 10, 4);
    expect(table.total).toBe(30);
    expect(table.index).toHaveLength(10);
    expect(table.index).toEqual(expect.arrayContaining([8, 9, 18, 19]));
    expect(table.index).toEqual([...new Set(table.index)].sort((left, right) => left - right));
    expect(table.parameters).toEqual([table.index]);
    expect(trialTable(trials, 30, 4).score[29]).toBeNull();
  });
});

describe('a histogram of figures', () => {
  it('counts finite values once, with an edge at 0', () => {
    const { from, width, counts } = histogramData([-0.95, -0.01, 0, 1.99, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    const zero = Math.round(-from / width);
    expect(zero * width).toBeCloseTo(-from, 9);
    expect(counts.slice(0, zero).reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(histogramData([])).toEqual({ from: 0, width: 1, counts: [] });
    expect(histogramData([5, 5])).toEqual({ from: 5, width: 1, counts: [2] });
  });
});
