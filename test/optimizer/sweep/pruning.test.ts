import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import { ConfigError } from '../../../src/core/types/errors.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import type { SegmentValue } from '../../../src/optimizer/storage/segment-value.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import type { SweepRequest } from '../../../src/optimizer/sweep/sweep-request.ts';
import { runSingle } from '../../../src/run/run-single.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../../support/sample-project.ts';
import { surroundingsIn, sweepIn } from '../../support/sample-sweeps.ts';

const TRIALS = 36;
const GRID = `sweep_version: 1
base: base.json
overrides: { start_date: "2022-06-01" }
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: { type: float, low: -2.4, high: -1.4, step: 0.2 }
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
`;
const SEARCH = `sweep_version: 1
base: base.json
overrides: { start_date: "2022-06-01" }
space:
  strategy_parameters.z_score_long: { type: float, low: -2.4, high: -1.4 }
  strategy_parameters.atr_mult: { type: float, low: 1, high: 3 }
budget: { trials: ${TRIALS} }
objective: profit_over_drawdown
`;

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

const surroundings = (results: string) => surroundingsIn(project, results);
const sweep = (text: string, results: string, options: Partial<SweepRequest> = {}) =>
  sweepIn(project, text, results, options);

interface Stored {
  readonly trials: readonly TrialRecord[];
  readonly values: readonly SegmentValue[];
  readonly digest: string;
}

function readStore(results: string, sweepId: string): Stored {
  const store = openStore(path.join(project.root, results, 'omega.db'), { readonly: true });
  try {
    return {
      trials: store.readTrials(sweepId),
      values: store.readSegmentValues(sweepId),
      digest: store.digest(sweepId),
    };
  } finally {
    store.close();
  }
}

/** Counts the runs on segments, and stops a sweep after some of them. */
function segmentCounter(stopAt = Number.POSITIVE_INFINITY) {
  const abort = new AbortController();
  const counter = {
    runs: 0,
    options: {
      signal: abort.signal,
      onProgress: ({ segmentRuns }: { readonly segmentRuns: number }) => {
        counter.runs = segmentRuns;
        if (segmentRuns >= stopAt) abort.abort();
      },
    },
  };
  return counter;
}

describe('a sweep with a pruner', () => {
  it.each([
    ['halving', `${GRID}pruner: { name: halving }\n`],
    ['halving_tpe', `${SEARCH}sampler: { name: tpe, batch_size: 9 }\npruner: { name: halving, order: shuffled }\n`],
    ['median', `${SEARCH}sampler: { name: random }\npruner: { name: median, segments: 5, order: oldest_first }\n`],
    ['backstep', `${GRID}pruner: { name: backstep }\n`.replace('" }', '", end_date: "2024-05-31" }')],
  ])('gives the same trials and values with one worker, and with two after an interruption: %s', async (name, text) => {
    const whole = segmentCounter();
    const one = await sweep(text, `${name}_one`, whole.options);
    const cut = segmentCounter(whole.runs / 2);
    const partial = await sweep(text, `${name}_two`, { workers: 2, ...cut.options });
    expect(partial.outcome).toBe('interrupted');
    const rest = segmentCounter();
    const two = await sweep(text, `${name}_two`, { workers: 2, ...rest.options });
    expect([one.outcome, two.outcome]).toEqual(['complete', 'complete']);
    // What was stored is not run again, but for trials that are asked for more segments.
    expect(rest.runs).toBeLessThan(whole.runs);
    expect(one.byStatus.pruned).toBeGreaterThan(0);
    expect(one.byStatus.complete).toBeGreaterThan(0);
    const stored = readStore(`${name}_one`, one.sweepId);
    expect(stored.trials).toHaveLength(TRIALS);
    expect(readStore(`${name}_two`, two.sweepId)).toEqual({ ...stored, trials: expect.anything() });
    const replayed = await replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings(`${name}_two`) });
    expect(replayed).toMatchObject({ pruned: one.byStatus.pruned, skipped: 0, mismatches: [] });
  });

  it('has a replay that finds altered decisions', async () => {
    const report = await sweep(`${GRID}pruner: { name: halving }\n`, 'altered');
    const { trials, values } = readStore('altered', report.sweepId);
    const rungsOf = (index: number) => values.filter(({ trialIndex }) => trialIndex === index).length;
    const pruned = trials.filter(({ status, trialIndex }) => status === 'pruned' && rungsOf(trialIndex) === 1);
    const [value, rung, further, hash] = pruned.map(({ trialIndex }) => trialIndex);
    const kept = trials.findIndex(({ status }) => status === 'complete');
    alter(
      'altered',
      `UPDATE trial_segment SET profit_net = profit_net + 1 WHERE trial_index = ${value};
       DELETE FROM trial_segment WHERE trial_index = ${rung};
       INSERT INTO trial_segment SELECT sweep_id, trial_index, 3, 1, 1, 1, 1, 1, 1 FROM trial_segment
         WHERE trial_index = ${further};
       UPDATE trial SET config_hash = 'x' WHERE trial_index = ${hash};
       UPDATE trial SET status = 'pruned', result_hash = NULL WHERE trial_index = ${kept};`,
    );
    const replayed = await replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings('altered') });
    const found = replayed.mismatches.map(({ trialIndex, differences }) => [
      trialIndex,
      differences.map(({ field }) => field),
    ]);
    expect(found.sort(([left], [right]) => Number(left) - Number(right))).toEqual(
      [
        [value, ['trial_segment[1].profit_net']],
        [rung, ['trial_segment[1]']],
        [further, ['trial_segment[3]']],
        [hash, ['config_hash']],
        [kept, ['status']],
      ].sort(([left], [right]) => Number(left) - Number(right)),
    );
  });

  it('runs survivors over the whole range, as they run without a pruner', async () => {
    const all = await sweep(GRID, 'unpruned');
    const notices: string[] = [];
    const onNotice = (notice: string) => notices.push(notice);
    const some = await sweep(`${GRID}pruner: { name: halving }\n`, 'pruned', { onNotice });
    const withoutPruner = readStore('unpruned', all.sweepId).trials;
    for (const trial of readStore('pruned', some.sweepId).trials) {
      const other = withoutPruner[trial.trialIndex]!;
      expect([trial.seed, trial.paramsHash, trial.configHash]).toEqual([
        other.seed,
        other.paramsHash,
        other.configHash,
      ]);
      if (trial.status === 'complete') expect(trial.resultHash).toBe(other.resultHash);
      else expect(trial).toMatchObject({ status: 'pruned', score: Number.NaN, resultHash: null, durationUs: null });
    }
    // 36, 12, 4: those of the last rung run over the whole range.
    expect(some.byStatus).toMatchObject({ complete: 4, pruned: 32 });
    expect(notices.join('\n')).toContain('32 of 36 trials (89 %) were pruned');
  });

  it('values a trial by its runs on the segments alone', async () => {
    const report = await sweep(`${GRID}pruner: { name: halving, segments: 4, eta: 3 }\n`, 'valued');
    const { values, trials } = readStore('valued', report.sweepId);
    const cuts = [
      ['2023-05-31', '2023-09-29'],
      ['2023-01-30', '2023-05-30'],
      ['2022-09-30', '2023-01-29'],
    ];
    const three = values.find(({ segments }) => segments === 3)!;
    const trial = trials[three.trialIndex]!;
    const runs = await Promise.all(cuts.map((cut) => runOn(trial, cut[0]!, cut[1]!)));
    const sum = (name: string) => runs.reduce((total, metrics) => total + metrics(name), 0);
    const first = values.find(({ trialIndex, segments }) => trialIndex === three.trialIndex && segments === 1)!;
    expect(first.profitNet).toBeCloseTo(runs[0]!('profit_net'), 8);
    expect(first.totalTrades).toBe(runs[0]!('total_trades'));
    expect(three.profitNet).toBeCloseTo(sum('profit_net'), 8);
    expect(three.totalTrades).toBe(sum('total_trades'));
    expect(three.feesTotal).toBeCloseTo(sum('fees_total'), 8);
    expect(three.score).toBeCloseTo(three.profitNet / Math.max(three.maxDrawdownAbs, 1), 10);
  });

  it('lets a trial that cannot run fail as it does without a pruner', async () => {
    const text = GRID.replace('[40, 60]', '[40, 400]').concat('budget: { max_failed_share: 1 }\n');
    const report = await sweep(`${text}pruner: { name: halving }\n`, 'failing');
    // Of the 18 that have a value a third goes on twice.
    expect(report.byStatus).toMatchObject({ failed: 18, complete: 2, pruned: 16 });
    const failed = readStore('failing', report.sweepId).trials.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ errorCode: 'CFG_WARMUP_TOO_SMALL' });
  });

  it('refuses to replay a pruned trial', async () => {
    const report = await sweep(`${GRID}pruner: { name: halving }\n`, 'pruned');
    const pruned = readStore('pruned', report.sweepId).trials.find(({ status }) => status === 'pruned')!;
    const replay = replaySweep({ sweep: 'latest', trials: { index: pruned.trialIndex }, ...surroundings('pruned') });
    await expect(replay).rejects.toMatchObject({ code: 'USAGE', details: { status: 'pruned' } });
  });

  it('prunes in the training windows of a walk-forward', async () => {
    const text = `${GRID}pruner: { name: halving, segments: 3 }
validation:
  walk_forward: { train_days: 150, test_days: 60 }
`;
    const one = await sweep(text, 'windows_one');
    const two = await sweep(text, 'windows_two', { workers: 2 });
    expect(one.walkForward?.windows.length).toBeGreaterThan(2);
    expect(readStore('windows_two', two.sweepId).digest).toBe(readStore('windows_one', one.sweepId).digest);
    const store = openStore(path.join(project.root, 'windows_one/omega.db'), { readonly: true });
    const parts = store.listParts(one.sweepId).map(({ part, sweepId }) => ({ part, ...store.countByStatus(sweepId) }));
    store.close();
    for (const { part, pruned, complete } of parts)
      expect([pruned, complete]).toEqual(part === 'train' ? [24, 12] : [0, 10]);
  });

  it.each([
    ['too few days', 'halving, segments: 40', 'start_date: "2023-09-01"', 'has 29 days, fewer than 40 segments'],
    ['no half-year', 'backstep', 'start_date: "2023-01-02"', 'has no complete half-year'],
    [
      'segments without bars',
      'median, segments: 60',
      'start_date: "2023-08-01"',
      'segment 7 of 60, 2023-09-23 to 2023-09-23, cannot be run: no bars',
    ],
  ])('refuses a range that cannot be cut: %s', async (_what, pruner, start, message) => {
    const text = `${GRID}pruner: { name: ${pruner} }\n`.replace('start_date: "2022-06-01"', start);
    const error = await sweep(text, 'refused').catch((caught) => caught);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'SWEEP_WINDOW', where: 'sweep.yaml:9:1 pruner' });
    const details = { file: 'sweep.yaml', line: 9, column: 1, path: 'pruner' };
    expect(error.problems).toMatchObject([{ details }]);
    expect(error.message).toContain(message);
  });
});

describe('asynchronous halving', () => {
  it('decides about every trial, also after an interruption, and replays', async () => {
    const text = `${GRID}run_mode: prod\npruner: { name: asha, segments: 6, eta: 2 }\n`;
    const cut = segmentCounter(20);
    const partial = await sweep(text, 'asha', { workers: 2, ...cut.options });
    expect(partial.outcome).toBe('interrupted');
    const resumed = await runSweep({ target: { resume: partial.sweepId }, workers: 2, ...surroundings('asha') });
    expect(resumed.outcome).toBe('complete');
    const { complete, pruned } = resumed.byStatus;
    expect(complete + pruned).toBe(TRIALS);
    // Three rungs, each passed by half of those that reach it.
    expect(complete).toBeGreaterThanOrEqual(Math.floor(TRIALS / 8));
    expect(pruned).toBeGreaterThan(0);
    const replayed = await replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings('asha') });
    expect(replayed).toMatchObject({ replayed: complete, pruned: 0, skipped: pruned, mismatches: [] });
    // Its decisions cannot be repeated, but the values that they were made by can.
    alter('asha', 'UPDATE trial_segment SET fees_total = -1 WHERE segments = 1 AND trial_index = 5');
    const { mismatches } = await replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings('asha') });
    expect(mismatches).toMatchObject([{ trialIndex: 5, differences: [{ field: 'trial_segment[1].fees_total' }] }]);
  });
});

function alter(results: string, statement: string): void {
  const database = new Database(path.join(project.root, results, 'omega.db'));
  database.exec(statement);
  database.close();
}

/** Figures of a trial run alone between two dates, by name. */
async function runOn(trial: TrialRecord, start: string, end: string): Promise<(name: string) => number> {
  const changes = Object.entries(JSON.parse(trial.changedPathsJson)).map(([name, value]) => [
    name.replace('strategy_parameters.', ''),
    value,
  ]);
  const document = {
    ...SAMPLE_CONFIG,
    start_date: start,
    end_date: end,
    rng_seed: trial.seed,
    strategy_parameters: { ...SAMPLE_CONFIG.strategy_parameters, ...Object.fromEntries(changes) },
  };
  const run = await runSingle({ config: { document, source: 'segment.json' }, write: false, ...surroundings('alone') });
  return (name) => run.metrics[METRIC_KEYS.indexOf(name as (typeof METRIC_KEYS)[number])]!;
}
