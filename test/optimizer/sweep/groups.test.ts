import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../../src/core/data/write-sample.ts';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import { rankTrials } from '../../../src/optimizer/ranking/comparator.ts';
import { dominates } from '../../../src/optimizer/ranking/pareto.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import type { SweepRequest } from '../../../src/optimizer/sweep/sweep-request.ts';
import { runSingle } from '../../../src/run/run-single.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { surroundingsIn, sweepIn } from '../../support/sample-sweeps.ts';

/** Two symbols on two timeframes: four markets with six trials each. */
const MARKETS = `sweep_version: 1
base: base.json
seed_policy: common
space:
  strategy_parameters.window_length: [40, 60]
  symbol: [EURUSD, GBPUSD]
  timeframes.primary: [H1, H4]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
objective: profit_over_drawdown
`;

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
  await writeSample(path.join(project.root, 'data/parquet'), { symbol: 'GBPUSD', seed: 7 }, { overwrite: false });
});

afterAll(() => project.remove());

const surroundings = (results: string) => surroundingsIn(project, results);
const sweep = (text: string, results: string, options: Partial<SweepRequest> = {}) =>
  sweepIn(project, text, results, options);

function readTrials(results: string, sweepId: string): { trials: TrialRecord[]; digest: string } {
  const store = openStore(path.join(project.root, results, 'omega.db'), { readonly: true });
  try {
    return { trials: [...store.readTrials(sweepId)], digest: store.digest(sweepId) };
  } finally {
    store.close();
  }
}

/** Positions of trials by the comparator, best first, among those with the given values. */
function ranked(trials: readonly TrialRecord[], values: Readonly<Record<string, unknown>>): number[] {
  const members = trials.filter(({ parametersJson }) => {
    const parameters = JSON.parse(parametersJson);
    return Object.entries(values).every(([name, value]) => parameters[name] === value);
  });
  const rankable = members.map((trial) => ({
    ...trial,
    profitNet: trial.metrics[METRIC_KEYS.indexOf('profit_net')]!,
    maxDrawdown: trial.metrics[METRIC_KEYS.indexOf('max_drawdown')]!,
  }));
  return rankTrials(rankable, 6).ranked.map(({ trialIndex }) => trialIndex);
}

describe('a sweep over symbols and timeframes', () => {
  it('gives the same trials with one and two workers, replays, and its best trial runs alone', async () => {
    const one = await sweep(MARKETS, 'one');
    const two = await sweep(MARKETS, 'two', { workers: 2 });
    expect(one.byStatus.complete).toBe(24);
    expect(readTrials('one', one.sweepId).digest).toBe(readTrials('two', two.sweepId).digest);
    const replayed = await replaySweep({ sweep: 'latest', trials: 'all', workers: 2, ...surroundings('one') });
    expect(replayed).toMatchObject({ replayed: 24, skipped: 0, mismatches: [] });
    const best = path.join(one.folder!, 'best.json');
    const run = await runSingle({ config: best, write: false, ...surroundings('one') });
    expect(run.resultHash).toBe(one.top[0]!.resultHash);
  });

  it('groups by symbol unless the file says otherwise', async () => {
    const report = await sweep(MARKETS, 'one');
    const { trials } = readTrials('one', report.sweepId);
    expect(report.groups.map(({ values, trials: count }) => [values, count])).toEqual([
      [{ symbol: 'EURUSD' }, 12],
      [{ symbol: 'GBPUSD' }, 12],
    ]);
    for (const { values, top } of report.groups) {
      expect(top.map(({ trialIndex }) => trialIndex)).toEqual(ranked(trials, values).slice(0, 10));
    }
    expect(report.top[0]).toEqual(report.groups[1]!.top[0]);
  });

  it('groups by named parameters, with the plateau of a group from its own trials alone', async () => {
    const report = await sweep(`${MARKETS}group_by: [primary, symbol]\n`, 'named');
    const { trials } = readTrials('named', report.sweepId);
    expect(report.groups.map(({ values }) => Object.values(values))).toEqual([
      ['H1', 'EURUSD'],
      ['H4', 'EURUSD'],
      ['H1', 'GBPUSD'],
      ['H4', 'GBPUSD'],
    ]);
    for (const { values, top, plateauRatio } of report.groups) {
      expect(top.map(({ trialIndex }) => trialIndex)).toEqual(ranked(trials, values));
      const alone = await sweep(onOneMarket(values as Record<string, string>), 'alone');
      // Too few neighbours, or the share as it is written: with six decimals.
      const written = typeof plateauRatio === 'number' ? Number(plateauRatio.toFixed(6)) : 'n/a';
      expect(written).toEqual(alone.statistics!.plateau_ratio);
    }
  });

  it('ranks a group by Pareto dominance where there are several objectives', async () => {
    // The score is the worst of all choices: it decides among equal ranks only.
    const objective = 'objective: { objectives: [{ score: profit_net }, { score: win_rate }], select: "-profit_net" }';
    const report = await sweep(MARKETS.replace(/objective:.*/, objective), 'pareto');
    const { trials } = readTrials('pareto', report.sweepId);
    for (const { values, top } of report.groups) {
      const members = trials.filter(({ parametersJson }) => JSON.parse(parametersJson).symbol === values.symbol);
      const valuesOf = ({ metrics }: TrialRecord) =>
        (['profit_net', 'win_rate'] as const).map((key) => Number(metrics[METRIC_KEYS.indexOf(key)]!.toFixed(6)));
      const front = members.filter((one) => !members.some((other) => dominates(valuesOf(other), valuesOf(one))));
      const expected = front.sort((a, b) => b.score - a.score).map(({ trialIndex }) => trialIndex);
      expect(top.map(({ trialIndex }) => trialIndex).slice(0, front.length)).toEqual(expected);
    }
  });

  it('does not group what has no symbol in its space', async () => {
    const report = await sweep(onOneMarket({ symbol: 'EURUSD', 'timeframes.primary': 'H1' }), 'alone');
    expect(report.groups).toEqual([]);
  });
});

describe('a market that cannot be had', () => {
  it.each([
    ['symbol without a specification', '[EURUSD, EURSEK]', 'SWEEP_SPACE', 'space.symbol[1]'],
    ['symbol without data', '[EURUSD, AUDUSD]', 'DATA_FILE_NOT_FOUND', 'AUDUSD'],
  ])('is refused before anything runs: %s', async (_what, symbols, code, place) => {
    const refused = sweep(MARKETS.replace('[EURUSD, GBPUSD]', symbols), 'refused').catch((error) => error);
    expect(await refused).toMatchObject({ code });
    expect(JSON.stringify((await refused).where) + (await refused).message).toContain(place);
  });
});

/** The same search with its market in the base. */
function onOneMarket({ symbol, 'timeframes.primary': timeframe }: Record<string, string>): string {
  return MARKETS.replace(/ {2}symbol.*\n {2}timeframes.*\n/, '').replace(
    'space:',
    `overrides: { symbol: ${symbol}, timeframes: { primary: ${timeframe} } }\nspace:`,
  );
}
