import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import { retestedTrials, windowSelection } from '../../../src/optimizer/sweep/window-selection.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { surroundingsIn, sweepIn } from '../../support/sample-sweeps.ts';

const AXES: Readonly<Record<string, readonly number[]>> = {
  'strategy_parameters.window_length': [40, 60],
  'strategy_parameters.z_score_long': [-1.8, -1.4],
  'strategy_parameters.atr_mult': [1, 2, 3],
};

/** A space whose best trial of most windows is not the one with the best neighbourhood. */
const GRID = `sweep_version: 1
base: base.json
space:
${Object.entries(AXES)
  .map(([key, values]) => `  ${key}: [${values.join(', ')}]\n`)
  .join('')}objective: profit_over_drawdown
gates: ["total_trades >= 20"]
robustness: { top_k: 6 }
selection: { rule: plateau }
validation:
  walk_forward: { train_days: 75, test_days: 30, step_days: 60, retest_top: 1 }
`;

describe('the rule of the windows', () => {
  it('is that of the file unless it needs stress tests', () => {
    const ruleOf = (rule: 'best_score' | 'plateau' | 'robust' | 'v1_final_score') =>
      windowSelection({ rule, minRobustness: 0.8 }, 10).rule;
    expect(ruleOf('plateau')).toBe('plateau');
    expect([ruleOf('best_score'), ruleOf('robust'), ruleOf('v1_final_score')]).toEqual(new Array(3).fill('best_score'));
  });

  it('adds one run to a test window where the choice may be outside its best trials', () => {
    expect(retestedTrials({ rule: 'plateau', topK: 11 }, 10)).toBe(11);
    expect(retestedTrials({ rule: 'plateau', topK: 10 }, 10)).toBe(10);
    expect(retestedTrials({ rule: 'best_score', topK: 20 }, 10)).toBe(10);
  });
});

describe('a walk-forward with the rule plateau', () => {
  let project: SampleProject;
  let report: SweepReport;

  beforeAll(async () => {
    project = await createSampleProject();
    report = await sweepIn(project, GRID, 'plateau');
  });
  afterAll(() => project.remove());

  it('chooses the trial with the best neighbourhood in every window, and runs it on the test days', () => {
    const { windows, selectionRule } = report.walkForward!;
    expect(selectionRule).toBe('plateau');
    const store = openStore(path.join(project.root, 'plateau', 'omega.db'), { readonly: true });
    try {
      for (const { trainId, testId, chosenTrial, chosenRank, isByRule, test } of windows) {
        const trials = store.readTrials(trainId);
        const ranked = trials.filter(isRanked).sort((a, b) => b.score - a.score);
        const expected = choosePlateau(trials, ranked.slice(0, 6));
        expect(isByRule).toBe(expected !== undefined);
        const chosen = expected ?? ranked[0];
        expect([chosenTrial, chosenRank]).toEqual([chosen!.trialIndex, ranked.indexOf(chosen!) + 1]);
        expect(test).toMatchObject({ trialIndex: chosenTrial, seed: chosen!.seed });
        const rerun = new Set([ranked[0]!.trialIndex, chosenTrial]);
        expect(store.readTrials(testId).map(({ trialIndex }) => trialIndex)).toEqual(
          [...rerun].sort((a, b) => a! - b!),
        );
      }
    } finally {
      store.close();
    }
    expect(windows.some(({ chosenRank }) => chosenRank! > 1)).toBe(true);
    const [header, ...lines] = readFileSync(path.join(report.folder!, 'windows.csv'), 'utf8').trimEnd().split('\n');
    const column = header!.split(',').indexOf('chosen_rank');
    expect(lines.map((line) => line.split(',')[column])).toEqual(windows.map(({ chosenRank }) => String(chosenRank)));
  });

  it('is the same with two workers, and repeated by a replay', async () => {
    const two = await sweepIn(project, GRID, 'plateau_two', { workers: 2 });
    expect(two.walkForward).toEqual(withoutTimes(two, report));
    const replayed = await replaySweep({
      sweep: 'latest',
      trials: 'all',
      workers: 1,
      ...surroundingsIn(project, 'plateau'),
    });
    expect(replayed).toMatchObject({ replayed: report.finishedNow, mismatches: [], results: [] });
  });
});

/** The walk-forward of one report with the timing of another. */
function withoutTimes(timed: SweepReport, report: SweepReport): SweepReport['walkForward'] {
  const timing = ({ durationUs, finishedAt, worker, completionSeq, basisSeq }: TrialRecord) => ({
    durationUs,
    finishedAt,
    worker,
    completionSeq,
    basisSeq,
  });
  const windows = report.walkForward!.windows.map((window, at) => {
    const { train, test } = timed.walkForward!.windows[at]!;
    return {
      ...window,
      train: window.train === null ? null : { ...window.train, ...timing(train!) },
      test: window.test === null ? null : { ...window.test, ...timing(test!) },
    };
  });
  return { ...report.walkForward!, windows };
}

function isRanked({ status, score }: TrialRecord): boolean {
  return status === 'complete' && Number.isFinite(score);
}

/** Largest mean minus standard deviation of the scores of a trial and its neighbours (`optimizer.md` 12.7). */
function choosePlateau(trials: readonly TrialRecord[], candidates: readonly TrialRecord[]): TrialRecord | undefined {
  const lowest = Math.min(...trials.filter(({ score }) => Number.isFinite(score)).map(({ score }) => score));
  const scoreOf = (trial: TrialRecord) => (isRanked(trial) ? trial.score : lowest);
  const plateau = (trial: TrialRecord) => {
    const scores = trials.filter((other) => isNeighbour(levels(trial), levels(other))).map(scoreOf);
    const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
    return mean - Math.sqrt(scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / scores.length);
  };
  return candidates
    .filter((trial) => metric(trial, 'profit_net') > 0 && metric(trial, 'total_trades') >= 10)
    .map((trial) => ({ trial, score: Number(plateau(trial).toFixed(6)) }))
    .sort((a, b) => b.score - a.score)[0]?.trial;
}

function levels({ parametersJson }: TrialRecord): readonly number[] {
  const parameters = JSON.parse(parametersJson) as JsonObject;
  return Object.entries(AXES).map(([key, values]) => values.indexOf(parameters[key] as number));
}

/** A trial counts as its own neighbour here. */
function isNeighbour(a: readonly number[], b: readonly number[]): boolean {
  return a.every((level, axis) => Math.abs(level - b[axis]!) <= 1);
}

function metric({ metrics }: TrialRecord, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}
