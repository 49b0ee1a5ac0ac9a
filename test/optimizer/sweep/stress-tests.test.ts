import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { seed53 } from '../../../src/optimizer/random/seed-keys.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import { SUBRUN_KINDS, type SubrunKind, type SubrunRecord } from '../../../src/optimizer/storage/subrun-record.ts';
import { openHoldout } from '../../../src/optimizer/sweep/open-holdout.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import type { SweepProgress } from '../../../src/optimizer/sweep/sweep-events.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import type { SweepRequest } from '../../../src/optimizer/sweep/sweep-request.ts';
import { runSingle } from '../../../src/run/run-single.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { surroundingsIn, sweepIn } from '../../support/sample-sweeps.ts';

/** Six months with data before them, so that a window can be moved back. */
const SPACE = `sweep_version: 1
base: base.json
overrides: { start_date: "2023-04-03", end_date: "2023-09-29" }
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
`;
const SWEEP = `${SPACE}robustness: { enabled: true, top_k: 2, dropout_runs: 20 }\n`;
const RUNS: Readonly<Record<SubrunKind, number>> = {
  robustness_1: 5,
  data_jitter: 5,
  cost_shock: 3,
  timing_jitter: 3,
  stability: 1,
};
const RUNS_PER_CANDIDATE = Object.values(RUNS).reduce((sum, count) => sum + count, 0);

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

const surroundings = (results: string) => surroundingsIn(project, results);
const sweep = (text: string, results: string, options: Partial<SweepRequest> = {}) =>
  sweepIn(project, text, results, options);

function subrunsOf({ sweepId }: SweepReport, results: string): readonly SubrunRecord[] {
  const store = openStore(path.join(project.root, results, 'omega.db'), { readonly: true });
  try {
    return store.readSubruns(sweepId);
  } finally {
    store.close();
  }
}

/** What must not depend on how a sweep was run. */
function withoutTime(runs: readonly SubrunRecord[]): readonly Omit<SubrunRecord, 'durationUs'>[] {
  return runs.map(({ durationUs: _, ...rest }) => rest);
}

function metric({ metrics }: { readonly metrics: Float64Array }, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}

function metricsFile({ folder }: SweepReport): Readonly<Record<string, number | string>> {
  return JSON.parse(readFileSync(path.join(folder!, 'optimizer_metrics.json'), 'utf8')).metrics;
}

describe('stress tests', () => {
  let report: SweepReport;
  let subruns: readonly SubrunRecord[];

  beforeAll(async () => {
    report = await sweep(SWEEP, 'one');
    subruns = subrunsOf(report, 'one');
  });

  it('run the best trials again, each with the seed of its trial', () => {
    expect(report).toMatchObject({ outcome: 'complete', exitCode: 0 });
    expect(report.estimate).toMatchObject({ candidates: 2, subruns: 2 * RUNS_PER_CANDIDATE });
    expect(report.candidates.map(({ trialIndex }) => trialIndex)).toEqual(
      report.top.slice(0, 2).map(({ trialIndex }) => trialIndex),
    );
    for (const { trialIndex, seed } of report.top.slice(0, 2)) {
      const own = subruns.filter((run) => run.trialIndex === trialIndex);
      const counts = SUBRUN_KINDS.map((kind) => [kind, own.filter((run) => run.kind === kind).length]);
      expect(Object.fromEntries(counts)).toEqual(RUNS);
      expect(own.every((run) => run.status === 'complete' && run.seed === seed)).toBe(true);
      const drawn = own.filter(({ kind }) => kind === 'data_jitter').map(({ drawSeed }) => drawSeed);
      expect(drawn).toEqual([0, 1, 2, 3, 4].map((repeat) => seed53(seed, 'data_jitter', repeat)));
    }
  });

  it('are runs that a single run repeats: other costs, other dates, other parameters', async () => {
    const { trialIndex } = report.top[0]!;
    const best = JSON.parse(readFileSync(path.join(report.folder!, 'best.json'), 'utf8')) as JsonObject;
    const [parameters, costs, timing] = (['robustness_1', 'cost_shock', 'timing_jitter'] as const).map(
      (kind) => subruns.find((run) => run.trialIndex === trialIndex && run.kind === kind)!,
    );
    expect(timing).toMatchObject({ startDate: '2023-03-03', endDate: '2023-08-29' });
    expect(JSON.parse(costs!.changedPathsJson)).toMatchObject({
      'costs.fee_multiplier': 1.25,
      'costs.slippage_multiplier': 1.25,
    });
    for (const run of [parameters!, costs!, timing!]) {
      const document = structuredClone(best) as Record<string, JsonObject | string>;
      for (const [dotted, value] of Object.entries(JSON.parse(run.changedPathsJson) as JsonObject)) {
        const [block, key] = dotted.split('.') as [string, string];
        document[block] = { ...(document[block] as JsonObject), [key]: value };
      }
      const config = { ...document, start_date: run.startDate, end_date: run.endDate };
      const single = await runSingle({ config: { document: config, source: 'sub-run' }, ...surroundings('single') });
      expect(single.resultHash).toBe(run.resultHash);
    }
  });

  it('move numbers and prices, and nothing else', () => {
    const ofKind = (kind: SubrunKind) => subruns.filter((run) => run.kind === kind);
    for (const { changedPathsJson } of ofKind('robustness_1')) {
      const changed = JSON.parse(changedPathsJson) as Record<string, number>;
      expect(Number.isInteger(changed['strategy_parameters.window_length'])).toBe(true);
      expect([1, 2, 3]).not.toContain(changed['strategy_parameters.atr_mult']);
    }
    const hashes = (kind: SubrunKind) => new Set(ofKind(kind).map(({ resultHash }) => resultHash));
    expect(hashes('data_jitter').size).toBeGreaterThan(2);
    const paths = new Set(ofKind('data_jitter').map(({ pricePathsJson }) => pricePathsJson));
    // Without varying scales a path is one of two: it begins upwards or downwards.
    expect(paths.size).toBe(2);
  });

  it('give the scores of the formulas', () => {
    const [candidate] = report.candidates;
    const own = subruns.filter((run) => run.trialIndex === candidate!.trialIndex);
    const base = { metrics: report.top[0]!.metrics };
    const share = (key: MetricKey, run: SubrunRecord, sign: 1 | -1) =>
      Math.max(0, (sign * (metric(run, key) - metric(base, key))) / metric(base, key));
    const costs = own
      .filter(({ kind }) => kind === 'cost_shock')
      .map(
        (run) =>
          (share('profit_net', run, -1) + share('max_drawdown_abs', run, 1) + share('sharpe_trade_r', run, -1)) / 3,
      );
    const expected = costs.reduce((sum, value) => sum + 1 - Math.min(value, 0.5), 0) / costs.length;
    expect(metric(base, 'profit_net')).toBeGreaterThan(0);
    expect(candidate!.figures.cost_shock_score).toBeCloseTo(expected, 12);
    expect(candidate!.figures.stability_score).toBeCloseTo(1, 12);
    const components = Object.entries(candidate!.figures).filter(
      ([key]) =>
        key.endsWith('_score') && key !== 'robustness_score' && key !== 'plateau_score' && key !== 'v1_final_score',
    );
    expect(candidate!.components).toBe(components.length);
    expect(candidate!.figures.robustness_score).toBe(Math.min(...components.map(([, value]) => value)));
  });

  it('are in the files of the sweep', () => {
    const lines = readFileSync(path.join(report.folder!, 'candidates.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^rank,trial_index,score,strategy_parameters\.atr_mult,.*robustness_score,/);
    const written = metricsFile(report);
    const { figures } = report.candidates[0]!;
    expect(written.robustness_score).toBeCloseTo(figures.robustness_score, 6);
    expect(written.parameter_sensitivity).toBe(written.robustness_1_score);
    expect(written.robustness_components).toBe(8);
    expect(written.p_value_net_profit_gt_0).toBeCloseTo(figures.p_value_net_profit_gt_0, 6);
  });

  it('are the same with several workers, and after an interruption', async () => {
    const many = await sweep(SWEEP, 'many', { workers: 3 });
    expect(withoutTime(subrunsOf(many, 'many'))).toEqual(withoutTime(subruns));
    expect(many.candidates.map(({ figures }) => figures)).toEqual(report.candidates.map(({ figures }) => figures));

    const abort = new AbortController();
    const cut = await sweep(SWEEP, 'cut', {
      signal: abort.signal,
      onProgress: ({ stage, finishedNow }) => stage === 'stress tests' && finishedNow > 16 && abort.abort(),
    });
    const kept = subrunsOf(cut, 'cut').length;
    expect(cut).toMatchObject({ outcome: 'interrupted', candidates: [] });
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(subruns.length);
    const resumed = await runSweep({ target: { resume: 'latest' }, workers: 2, ...surroundings('cut') });
    expect(resumed.outcome).toBe('complete');
    expect(withoutTime(subrunsOf(resumed, 'cut'))).toEqual(withoutTime(subruns));
    expect(metricsFile(resumed)).toEqual(metricsFile(report));
  });

  it('are repeated by a replay, which finds what was changed', async () => {
    const replay = () => replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings('changed') });
    cpSync(path.join(project.root, 'one'), path.join(project.root, 'changed'), { recursive: true });
    expect(await replay()).toMatchObject({ mismatches: [], results: [] });
    const database = new Database(path.join(project.root, 'changed/omega.db'));
    const { trialIndex } = report.candidates[0]!;
    database.exec(`UPDATE candidate SET plateau_score = 1.5 WHERE trial_index = ${trialIndex}`);
    expect((await replay()).results).toMatchObject([{ field: 'candidate[0].figures.plateau_score', stored: '1.5' }]);
    const chosen = `trial_index = ${trialIndex} AND kind = 'cost_shock' AND subrun_index = 1`;
    database.exec(`UPDATE subrun SET profit_net = 2.5 WHERE ${chosen}`);
    database.close();
    const [difference] = (await replay()).results;
    expect(difference).toMatchObject({ field: `subrun.${trialIndex}.cost_shock.1.metrics.profit_net`, stored: '2.5' });
  });

  it('are shown from the store', async () => {
    const shown = await sweep(SWEEP, 'one');
    expect(shown.outcome).toBe('shown');
    expect(shown.candidates).toEqual(report.candidates);
    expect(shown.verdict).toEqual(report.verdict);
  });
});

describe('stress tests with other settings', () => {
  it('do without what the mode leaves out', async () => {
    const fast = await sweep(`${SPACE}robustness: { enabled: true, mode: fast, top_k: 1 }\n`, 'fast');
    expect(subrunsOf(fast, 'fast').map(({ kind }) => kind)).toEqual(new Array(5).fill('robustness_1'));
    expect(metricsFile(fast)).toMatchObject({
      cost_shock_score: 'n/a',
      stability_score: 'n/a',
      robustness_components: 4,
    });
  });

  it('are not run in mode off', async () => {
    const off = await sweep(`${SPACE}robustness: { enabled: true, mode: off }\n`, 'off');
    expect(off.candidates).toEqual([]);
    expect(existsSync(path.join(off.folder!, 'candidates.csv'))).toBe(false);
    expect(metricsFile(off).robustness_score).toBe('n/a');
    const point = off.verdict?.points.find(({ key }) => key === 'robustness_score');
    expect(point?.text).toContain('mode is full, fast or off, and off runs none');
  });

  it('skip a window that the data do not cover, and count that', async () => {
    const shorter = SWEEP.replace('2023-04-03', '2023-01-02')
      .replace('2023-09-29', '2023-12-29')
      .replace('top_k: 2', 'top_k: 1, engine_seed: fresh');
    const early = shorter.replace('overrides: {', 'overrides: { metrics.timing_jitter.divisors: [1, 5],');
    const report = await sweep(early, 'early');
    const runs = subrunsOf(report, 'early');
    const timing = runs.filter(({ kind }) => kind === 'timing_jitter');
    expect(timing.map(({ status }) => status)).toEqual(['skipped', 'complete']);
    expect(timing[0]!.errorMessage).toMatch(/warm-up asks for 300/);
    expect(report.candidates[0]).toMatchObject({ skippedRuns: 1, failedRuns: 0, components: 8 });
    const { seed } = report.top[0]!;
    expect(runs.find(({ kind }) => kind === 'cost_shock')!.seed).toBe(seed53(seed, 'engine', 'cost_shock', 0));
  });

  it('run every candidate on its own market', async () => {
    const text = SWEEP.replace('space:\n', 'space:\n  timeframes.primary: [H1, H4]\n')
      .replace('strategy_parameters.window_length: [40, 60]', 'strategy_parameters.window_length: [40]')
      .replace('top_k: 2', 'top_k: 6')
      .replace('overrides: {', 'overrides: { warmup_bars: 200,');
    const report = await sweep(text, 'markets');
    const timeframeOf = ({ changedPathsJson }: SubrunRecord) =>
      (JSON.parse(changedPathsJson) as JsonObject)['timeframes.primary'] as string;
    const timings = subrunsOf(report, 'markets').filter(
      ({ kind, subrunIndex }) => kind === 'timing_jitter' && subrunIndex === 0,
    );
    expect(new Set(timings.map(timeframeOf))).toEqual(new Set(['H1', 'H4']));
    const base = JSON.parse(readFileSync(path.join(report.folder!, 'best.json'), 'utf8')) as Record<string, JsonObject>;
    for (const run of timings) {
      const changed = JSON.parse(run.changedPathsJson) as JsonObject;
      const single = await runSingle({
        config: {
          document: {
            ...base,
            rng_seed: run.seed,
            timeframes: { ...base.timeframes, primary: timeframeOf(run) },
            strategy_parameters: {
              ...base.strategy_parameters,
              atr_mult: changed['strategy_parameters.atr_mult']!,
            },
            start_date: run.startDate,
            end_date: run.endDate,
          },
          source: 'sub-run',
        },
        ...surroundings('single'),
      });
      expect(single.resultHash).toBe(run.resultHash);
    }
  });

  it('count a run that fails as a deterioration, and take stability from the trades where that is asked for', async () => {
    // Jittered by more than its own size the multiple of a stop turns negative, which the strategy refuses.
    const text =
      `${SPACE}robustness: { enabled: true, top_k: 1, jitter_frac: 40, jitter_include: [window_length] }\n`.replace(
        'overrides: {',
        'overrides: { metrics.stability.mode: slice, metrics.data_jitter.repeats: 0, warmup_bars: 200,',
      );
    const report = await sweep(text, 'failing');
    const runs = subrunsOf(report, 'failing');
    const failed = runs.filter(({ status }) => status === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]!.errorCode).not.toBeNull();
    expect(report.candidates[0]!.failedRuns).toBe(failed.length);
    expect(report.exitCode).toBe(0);
    expect(runs.some(({ kind }) => kind === 'stability')).toBe(false);
    expect(metricsFile(report)).toMatchObject({ stability_score: 1, data_jitter_score: 'n/a' });
  });
});

describe('the selected trial', () => {
  const metaOf = ({ folder }: SweepReport) =>
    JSON.parse(readFileSync(path.join(folder!, 'optimizer_metrics.json'), 'utf8')).meta as JsonObject;

  it('is the best plateau where the rule says so, without any stress test; the best score stays the best', async () => {
    const stages = new Set<string>();
    const onProgress = ({ stage }: SweepProgress) => stages.add(stage);
    const report = await sweep(`${SPACE}selection: { rule: plateau }\n`, 'plateau', { onProgress });
    expect([...stages]).toEqual(['']);
    const { candidates, selection, top } = report;
    const rounded = ({ figures }: (typeof candidates)[number]) => figures.plateau_score.toFixed(6);
    const eligible = candidates.filter(({ isEligible }) => isEligible);
    const highest = Math.max(...eligible.map((candidate) => Number(rounded(candidate))));
    expect(selection).toMatchObject({ rule: 'plateau', isByRule: true });
    expect(selection!.rank).toBeGreaterThan(1);
    const chosen = candidates.find(({ trialIndex }) => trialIndex === selection!.trial.trialIndex)!;
    expect(chosen).toBe(eligible.find((candidate) => Number(rounded(candidate)) === highest));
    expect(top[0]!.trialIndex).not.toBe(chosen.trialIndex);
    expect(subrunsOf(report, 'plateau')).toEqual([]);
    expect(candidates[0]!.figures.robustness_score).toBeNaN();

    const [best, selected] = ['best.json', 'selected.json'].map((name) =>
      JSON.parse(readFileSync(path.join(report.folder!, name), 'utf8')),
    );
    expect([best.rng_seed, selected.rng_seed]).toEqual([top[0]!.seed, selection!.trial.seed]);
    expect(metaOf(report)).toMatchObject({
      selected_trial_index: chosen.trialIndex,
      trial_seed: selection!.trial.seed,
    });
    expect(metricsFile(report)).toMatchObject({ robustness_score: 'n/a' });
    expect(metricsFile(report).plateau_ratio).toBeCloseTo(chosen.figures.plateau_ratio, 6);
    expect((await sweep(`${SPACE}selection: { rule: plateau }\n`, 'plateau')).selection).toEqual(selection);
  });

  it('is what is run on the holdout', async () => {
    const text = `${SPACE}selection: { rule: plateau }\nvalidation: { holdout: { last_days: 30 } }\n`;
    const report = await sweep(text, 'held');
    const verdictOf = () => JSON.parse(readFileSync(path.join(report.folder!, 'verdict.json'), 'utf8'));
    const before = verdictOf();
    expect(before).toMatchObject({
      trial_index: report.selection!.trial.trialIndex,
      headline: report.verdict!.headline,
    });
    expect(before.points.at(-1)).toMatchObject({ key: 'holdout', leaning: 'missing' });
    const opened = await openHoldout({ sweep: 'latest', ...surroundings('held') });
    const profit = metric(opened.holdout, 'profit_net');
    expect(verdictOf().points.at(-1)).toMatchObject({ key: 'holdout', value: profit });
    expect((await sweep(text, 'held')).verdict!.points.at(-1)).toMatchObject({ key: 'holdout', value: profit });
    expect(opened.inSample.trialIndex).toBe(report.selection!.trial.trialIndex);
    expect(opened.holdout.paramsHash).toBe(report.selection!.trial.paramsHash);
  });

  it('is the largest final score among the best by its part that runs give, where that is the objective', async () => {
    const report = await sweep(SWEEP.replace('profit_over_drawdown', 'v1_final_score'), 'final');
    const { selection, candidates, top } = report;
    const g = (value: number) => Math.max(value, 0) / (1 + Math.max(value, 0));
    for (const trial of top) {
      const parts = [
        g(metric(trial, 'profit_net') / Math.max(metric(trial, 'max_drawdown_abs'), 1)),
        g(metric(trial, 'avg_r_multiple')),
        metric(trial, 'win_rate'),
        g(metric(trial, 'sortino_trade_r')),
      ];
      expect(trial.score).toBeCloseTo(parts.reduce((sum, part) => sum + part, 0) / 4, 12);
    }
    expect(candidates.map(({ trialIndex }) => trialIndex)).toEqual(top.slice(0, 2).map(({ trialIndex }) => trialIndex));
    expect(selection).toMatchObject({ rule: 'v1_final_score', isByRule: true });
    const largest = Math.max(...candidates.map(({ figures }) => figures.v1_final_score));
    const chosen = candidates.find(({ trialIndex }) => trialIndex === selection!.trial.trialIndex)!;
    expect(chosen.figures.v1_final_score).toBe(largest);
    expect(report.verdict!.choice).toContain('v1_final_score');
  });

  it('is the best that is robust enough, or else the best score with a remark', async () => {
    const with80 = await sweep(
      SWEEP.replace('robustness', 'selection: { rule: robust, min_robustness: 0 }\nrobustness'),
      'robust',
    );
    expect(with80.selection).toMatchObject({ rank: 1, isByRule: true });
    const none = await sweep(
      SWEEP.replace('robustness', 'selection: { rule: robust, min_robustness: 1 }\nrobustness'),
      'robust',
    );
    expect(none.selection).toMatchObject({ rank: 1, isByRule: false });
    expect(none.selection!.trial.trialIndex).toBe(none.top[0]!.trialIndex);
  });
});
