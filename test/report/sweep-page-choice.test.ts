import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { isMissing } from '../../src/optimizer/statistics/figure.ts';
import { readCombinatorialReport } from '../../src/optimizer/sweep/combinatorial-report.ts';
import type { CombinatorialData, ProfileStepData } from '../../src/report/sweep-page/choice-page-data.ts';
import type { SweepPageData } from '../../src/report/sweep-page/sweep-page-data.ts';
import { createReportedSweep, type ReportedSweep, STRESSED_SWEEP } from './reported-sweep.ts';

let sweep: ReportedSweep;
let data: SweepPageData;
beforeAll(async () => {
  sweep = await createReportedSweep(STRESSED_SWEEP);
  data = await sweep.data();
});
afterAll(() => sweep.project.remove());

const numberIn = (text: string) => (text === 'n/a' ? null : Number(text));
const statistics = (): Record<string, number | string> => JSON.parse(sweep.read('optimizer_metrics.json')).metrics;

describe('the stress scores of a sweep page', () => {
  it('are those of candidates.csv', () => {
    const rows = sweep.rows('candidates.csv');
    const { scores, candidates, total } = data.robustness!;
    expect(total).toBe(4);
    expect(scores.map(({ key }) => key)).toHaveLength(8);
    expect(
      candidates.map(({ rank, trialIndex, score, isEligible, robustness, values, profit, examinedTargets }) => [
        rank,
        trialIndex,
        score,
        isEligible,
        robustness,
        ...values,
        profit,
        examinedTargets,
      ]),
    ).toEqual(
      rows.map((row) => [
        Number(row.rank),
        Number(row.trial_index),
        Number(row.score),
        row.robustness_eligible === 'true',
        numberIn(row.robustness_score),
        ...scores.map(({ key }) => numberIn(row[key])),
        numberIn(row.profit_net),
        Number(row.examined_targets),
      ]),
    );
    expect(data.statistics.map(({ key }) => key)).toContain('robustness_score');
    const selected = candidates.filter(({ isSelected }) => isSelected).map(({ trialIndex }) => trialIndex);
    expect(selected).toEqual([JSON.parse(sweep.read('optimizer_metrics.json')).meta.selected_trial_index]);
  });

  it('tell of every backtest in the store', async () => {
    const stored = await sweep.inStore(async (store) => store.readSubruns(sweep.sweepId));
    expect(stored.length).toBeGreaterThan(40);
    const { scores, candidates } = data.robustness!;
    let counted = 0;
    for (const { trialIndex, runs } of candidates) {
      scores.forEach(({ key }, at) => {
        const own = stored.filter((run) => run.trialIndex === trialIndex && `${run.kind}_score` === key);
        const shown = runs[at];
        if (own.length === 0) {
          expect([key, shown]).toEqual([key, null]);
          return;
        }
        counted += own.length;
        const count = (status: string) => own.filter((run) => run.status === status).length;
        expect([shown?.complete, shown?.failed, shown?.skipped]).toEqual(['complete', 'failed', 'skipped'].map(count));
        const profits = own
          .filter(({ status }) => status === 'complete')
          .map(({ metrics }) => metrics[METRIC_KEYS.indexOf('profit_net')]);
        const lowest = profits.length === 0 ? null : Number(Math.min(...profits).toFixed(2));
        expect(shown?.lowestProfit).toBe(lowest);
      });
    }
    expect(counted).toBe(stored.length);
  });
});

describe('the plateau of a sweep page', () => {
  it('has the figures of optimizer_metrics.json and candidates.csv', () => {
    const { trialIndex, score, neighbours, plateauRatio, lowestNeighbour, plateauScore, layout } = data.surroundings!;
    const { plateau_ratio, plateau_neighbours, plateau_min_score } = statistics();
    expect([plateauRatio, neighbours, lowestNeighbour]).toEqual([plateau_ratio, plateau_neighbours, plateau_min_score]);
    const row = sweep.rows('candidates.csv').find((candidate) => Number(candidate.trial_index) === trialIndex)!;
    expect([plateauScore, neighbours]).toEqual([Number(row.plateau_score), Number(row.plateau_neighbours)]);
    expect([layout, score]).toEqual(['grid', Number(row.score)]);
  });

  it('follows each parameter through the trials that differ in it alone', () => {
    const rows = sweep.rows('trials.csv');
    const { trialIndex, profiles } = data.surroundings!;
    const paths = data.parameters.map(({ path }) => path);
    const choice = rows.find((row) => Number(row.trial_index) === trialIndex)!;
    expect(profiles.map(({ path }) => path).sort()).toEqual([...paths].sort());
    for (const { path, steps } of profiles) {
      const values = [...new Set(rows.map((row) => row[path]))].sort((left, right) => Number(left) - Number(right));
      const at = values.indexOf(choice[path]);
      const expected = values.flatMap((value, level): ProfileStepData[] => {
        if (Math.abs(level - at) > 2) return [];
        const row = rows.find((trial) =>
          paths.every((name) => trial[name] === (name === path ? value : choice[name])),
        )!;
        const { trial_index, status, score } = row;
        return [{ offset: level - at, value, trialIndex: Number(trial_index), status, score: numberIn(score) }];
      });
      expect(steps).toEqual(expected);
    }
    const statuses = new Set(profiles.flatMap(({ steps }) => steps.map(({ status }) => status)));
    expect(statuses).toEqual(new Set(['complete', 'infeasible']));
  });

  it('has the other trials by their distance, with their scores', () => {
    const rows = new Map(sweep.rows('trials.csv').map((row) => [Number(row.trial_index), row]));
    const { nearest, neighbours, trialIndex } = data.surroundings!;
    expect(new Set(nearest.map((trial) => trial.trialIndex))).toEqual(
      new Set([...rows.keys()].filter((index) => index !== trialIndex)),
    );
    expect(nearest.map(({ distance }) => distance)).toEqual(
      nearest.map(({ distance }) => distance).sort((left, right) => left - right),
    );
    for (const trial of nearest) {
      const row = rows.get(trial.trialIndex)!;
      expect([trial.status, trial.score]).toEqual([row.status, numberIn(row.score)]);
    }
    expect(nearest.filter(({ isNeighbour }) => isNeighbour)).toHaveLength(neighbours);
  });
});

describe('the combinatorial cross-validation of a sweep page', () => {
  it('is that of the sweep', async () => {
    const settings = { groups: 5, testGroups: 2, purgeDays: 2, embargoDays: 1 };
    const report = await sweep.inStore(async (store) => readCombinatorialReport(store, sweep.sweepId, settings));
    if (report === null || isMissing(report)) throw new Error('the sweep has no cross-validation');
    const { splits, paths, ...figures } = data.combinatorial as CombinatorialData;
    expect([splits.length, paths.length]).toEqual([10, 4]);
    const rounded = (value: number) => expect.closeTo(value, 6);
    expect(splits).toEqual(
      report.splits.map(({ trainSharpe, testSharpe, testReturn, testRank, ...split }) => ({
        ...split,
        trainSharpe: rounded(trainSharpe),
        testSharpe: rounded(testSharpe),
        testReturn: rounded(testReturn),
        testRank: rounded(testRank),
      })),
    );
    expect(paths).toEqual(
      report.paths.map(({ totalReturn, sharpe, maxDrawdown }) => ({
        totalReturn: rounded(totalReturn),
        sharpe: rounded(sharpe),
        maxDrawdown: rounded(maxDrawdown),
      })),
    );
    const { splits: _splits, paths: _paths, ...expected } = report;
    expect(figures).toEqual({
      ...Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, rounded(value)])),
      meanTestRank: rounded(report.splits.reduce((sum, { testRank }) => sum + testRank, 0) / report.splits.length),
    });
  });

  it('says why there is none', async () => {
    const short = await createReportedSweep(`sweep_version: 1
base: base.json
space:
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: { type: float, low: 1, high: 3 }
sampler: { name: random }
budget: { trials: 4 }
statistics: off
validation:
  cpcv: { groups: 20, test_groups: 2 }
`);
    const { combinatorial, robustness, surroundings } = await short.data();
    short.project.remove();
    expect(combinatorial).toMatch(/days, 400 are needed for 20 groups$/);
    expect(robustness).toBeNull();
    // A continuous parameter has no steps; the other values of the stepped one were not tried beside the choice.
    const { profiles, layout, nearest } = surroundings!;
    expect([layout, profiles.length, nearest.length]).toEqual(['scattered', 1, 3]);
    const others = profiles[0].steps.filter(({ offset }) => offset !== 0);
    expect(others.map(({ trialIndex, status, score }) => [trialIndex, status, score])).toEqual(
      others.map(() => [null, null, null]),
    );
  });
});
