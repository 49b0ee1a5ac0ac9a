import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderCombinatorial } from '../../../src/cli/output/render-combinatorial.ts';
import { renderEstimate } from '../../../src/cli/output/render-estimate.ts';
import { isMissing } from '../../../src/optimizer/statistics/figure.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import {
  type CombinatorialReport,
  readCombinatorialReport,
} from '../../../src/optimizer/sweep/combinatorial-report.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import type { SweepRequest } from '../../../src/optimizer/sweep/sweep-request.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { readStoreOf, sweepIn } from '../../support/sample-sweeps.ts';

const TEXT = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: [-1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
statistics: off
validation:
  cpcv: CPCV
`;

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

function sweep(cpcv: string, results: string, more = '', options: Partial<SweepRequest> = {}): Promise<SweepReport> {
  return sweepIn(project, TEXT.replace('CPCV', cpcv) + more, results, options);
}

function resultOf({ combinatorial }: SweepReport): CombinatorialReport {
  if (combinatorial === null || isMissing(combinatorial)) throw new Error('expected a result');
  return combinatorial;
}

describe('combinatorial cross-validation of a sweep', () => {
  it('judges every split by the daily results of the trial that it chose', async () => {
    const report = await sweep('{ groups: 5, test_groups: 2, embargo_days: 3 }', 'one');
    const result = resultOf(report);
    expect(result).toMatchObject({ groups: 5, testGroups: 2, purgeDays: 2, embargoDays: 3, trials: 12 });
    expect(result.splits).toHaveLength(10);
    expect(result.paths).toHaveLength(4);
    const { points } = JSON.parse(readFileSync(path.join(report.folder!, 'verdict.json'), 'utf8'));
    const earning = result.paths.filter(({ totalReturn }) => totalReturn > 0).length;
    expect(points.find(({ key }: { key: string }) => key === 'cpcv')).toMatchObject({
      value: earning / 4,
      text: expect.stringContaining(`on ${earning} of 4 paths`),
    });
    const store = openStore(path.join(project.root, 'one', 'omega.db'), { readonly: true });
    const { days, initialBalance } = store.loadSweep(report.sweepId)!;
    const inGroup = (day: number) => [0, 1, 2, 3, 4].findLast((group) => day >= Math.floor((group * days.length) / 5))!;
    for (const { testGroups, chosenTrial, testReturn, testDays } of result.splits) {
      const daily = store.readDaily(report.sweepId, chosenTrial)!;
      const tested = [...daily].filter((_, day) => testGroups.includes(inGroup(day)));
      expect(testDays).toBe(tested.length);
      expect(testReturn).toBeCloseTo(tested.reduce((sum, value) => sum + value, 0) / initialBalance, 12);
    }
    store.close();
    const everySplit = result.splits.reduce((sum, { testReturn }) => sum + testReturn, 0);
    expect(result.paths.reduce((sum, { totalReturn }) => sum + totalReturn, 0)).toBeCloseTo(everySplit, 12);
  });

  it('is shown again as it was', async () => {
    const first = await sweep('{ groups: 5, test_groups: 2 }', 'two');
    const again = await sweep('{ groups: 5, test_groups: 2 }', 'two');
    expect(again.outcome).toBe('shown');
    expect(again.combinatorial).toEqual(first.combinatorial);
    const text = renderCombinatorial(resultOf(again), 80);
    expect(text).toContain('combinatorial cross-validation, 5 groups, 2 of them tested at a time');
    expect(text).toContain('4 paths');
  });

  it.each([
    ['too few days for the groups', '{ groups: 30, test_groups: 1 }', 'are needed for 30 groups'],
    ['too few days to train', '{ groups: 3, test_groups: 2, embargo_days: 400 }', 'purging leaves fewer than 20 days'],
  ])('is missing in a dry run in the words of the run: %s', async (_, cpcv, reason) => {
    const dry = await sweep(cpcv, 'short', '', { dryRun: true });
    const run = await sweep(cpcv, 'short');
    expect(run.combinatorial).toEqual({ value: 'n/a', reason: expect.stringContaining(reason) });
    expect(dry.combinatorial).toEqual(run.combinatorial);
    expect(dry.estimate?.combinatorial).toEqual(run.combinatorial);
    expect(dry.exitCode).toBe(run.exitCode);
    expect(renderEstimate(dry.estimate!, 80)).toMatch(new RegExp(`^cpcv +n/a, .*${reason}`, 'm'));
  });

  it('is counted by a dry run', async () => {
    const { combinatorial, estimate } = await sweep('{ groups: 5, test_groups: 2 }', 'counted', '', { dryRun: true });
    expect(combinatorial).toBeNull();
    expect(renderEstimate(estimate!, 80)).toMatch(/^cpcv +10 splits of 5 groups, 2 of them tested at a time$/m);
  });

  it('says why there is none', async () => {
    const short = await sweep('{ groups: 30, test_groups: 1 }', 'three');
    expect(short.combinatorial).toMatchObject({
      value: 'n/a',
      reason: expect.stringMatching(/are needed for 30 groups$/),
    });
    expect(renderCombinatorial(short.combinatorial!, 80)).toMatch(/^combinatorial cross-validation: n\/a, \d+ days/);
    const none = await sweep('null', 'four', 'store: { daily: none }\n');
    expect(none.combinatorial).toBeNull();
    // Above 20,000 planned trials daily results are left out without a word in the file.
    const settings = { groups: 5, testGroups: 2, purgeDays: 0, embargoDays: 0 };
    const unkept = readStoreOf(project, 'four', (store) => readCombinatorialReport(store, none.sweepId, settings));
    expect(unkept).toMatchObject({ value: 'n/a', reason: expect.stringContaining('store.daily') });
  });
});
