import type { Piscina } from 'piscina';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveLocations } from '../../../src/config/locations.ts';
import { normaliseConfig } from '../../../src/config/normalise-config.ts';
import type { StrategyDefinition } from '../../../src/core/strategy/strategy.ts';
import { InlineExecutor } from '../../../src/optimizer/executor/inline-executor.ts';
import type { LiveTrial } from '../../../src/optimizer/executor/live-trial.ts';
import { PoolExecutor } from '../../../src/optimizer/executor/pool-executor.ts';
import { compileRules, packRules, type SearchRules } from '../../../src/optimizer/executor/search-rules.ts';
import { packChunk, type TrialChunk } from '../../../src/optimizer/executor/trial-chunk.ts';
import type { SweepSetup, TrialJob } from '../../../src/optimizer/executor/trial-job.ts';
import { judgeTrial } from '../../../src/optimizer/executor/trial-judge.ts';
import { trialSeed } from '../../../src/optimizer/random/seed-keys.ts';
import { GridSampler } from '../../../src/optimizer/samplers/grid-sampler.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { unpackTrials } from '../../../src/optimizer/storage/trial-batch.ts';
import type { TrialEntry } from '../../../src/optimizer/storage/trial-record.ts';
import { loadMarketInputs } from '../../../src/run/market-inputs.ts';
import { readSupportFiles } from '../../../src/run/support.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../../support/sample-project.ts';
import { float, int, list } from '../space/example-parameters.ts';

let project: SampleProject;
let setup: SweepSetup;
let strategy: StrategyDefinition;

beforeAll(async () => {
  project = await createSampleProject();
  const locations = resolveLocations(project.environment, project.root);
  const support = await readSupportFiles(locations, false);
  const normalised = normaliseConfig(SAMPLE_CONFIG, { strict: true, symbolSpecs: support.symbolSpecs });
  const { effective } = normalised;
  strategy = normalised.strategy;
  const files = { ...support, strategyModule: null };
  const inputs = await loadMarketInputs(effective, [], files, locations, { useCache: false, strictData: false });
  setup = {
    period: 0,
    dataset: inputs.dataset,
    baseConfig: effective,
    symbolSpecs: support.symbolSpecs,
    ...inputs.market,
    keepsDaily: true,
    placement: null,
    keepsTrades: false,
    packsTrades: false,
    strategyModule: null,
  };
});

afterAll(() => project.remove());

function jobs(count: number): TrialJob[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    seed: 1000 + index,
    setup: 0,
    changes: [['strategy_parameters.atr_mult', 1 + (index % 40) / 10]],
  }));
}

/** A search over so many widths of the stop. */
function widths(count: number): SearchRules {
  return {
    sweepId: '0123456789abcdef',
    rootSeed: 11,
    seedPolicy: 'per_params',
    setups: { first: 0, markets: [MARKET], standard: MARKET },
    parameters: [float('strategy_parameters.atr_mult', { low: '1', high: '4', points: count })],
    constraints: [],
    objective: { expression: 'profit_net', direction: 'minimize', decimals: 4, objectives: [] },
    gates: ['profit_net > 2300'],
  };
}

/** All trials of a search. */
function chunkOf(rules: SearchRules): TrialChunk {
  const proposals = new GridSampler(createSearchSpace(rules.parameters, rules.constraints), 10_000).ask(10_000);
  const trials = proposals.map(({ trialIndex, coordinates }) => ({
    coordinates: coordinates!,
    trial: { trialIndex, givenSeed: null, repeatOf: null },
  }));
  return packChunk(packRules(rules), trials);
}

const MARKET = { symbol: 'EURUSD', timeframe: 'H1' as const };
const untimed = ({ trial, ...rest }: TrialEntry) => ({ ...rest, trial: { ...trial, durationUs: 0 } });
const withoutTime = ({ durationUs: _, ...rest }: { durationUs: number }) => rest;
const LONG_MS = 60_000;

describe('pool executor', () => {
  it('gives what the inline executor gives', async () => {
    const pool = new PoolExecutor([setup], 2);
    try {
      const [left, right] = [
        await pool.execute(jobs(6), LONG_MS),
        await new InlineExecutor([setup], strategy).execute(jobs(6)),
      ];
      if (left.kind !== 'finished' || right.kind !== 'finished') throw new Error('both should finish');
      expect(left.outcomes.map(withoutTime)).toEqual(right.outcomes.map(withoutTime));
      expect(left.outcomes[0]!.daily!.length).toBeGreaterThan(200);
      for (const { times } of [left, right]) {
        const { trialsUs, simulationUs, seriesUs } = times!;
        expect(seriesUs).toBeGreaterThan(0);
        expect(simulationUs).toBeGreaterThan(0);
        expect(simulationUs + seriesUs).toBeLessThanOrEqual(trialsUs);
      }
    } finally {
      await pool.close();
    }
  });

  it('packs the rows of trials as the coordinator would: seeds, gates, failures, conditions, repetitions', async () => {
    const rules: SearchRules = {
      ...widths(2),
      parameters: [
        list('strategy_parameters.kalman_filter', [true, false]),
        float('strategy_parameters.atr_mult', { step: '0.5', low: '1', high: '2' }),
        { ...int('strategy_parameters.window_length', { low: 60, high: 62 }), when: 'atr_mult > 1' },
        list('strategy_parameters.b_b_length', [20, 0]),
      ],
      constraints: ['atr_mult < 2'],
    };
    const compiled = compileRules(rules);
    const proposals = new GridSampler(createSearchSpace(rules.parameters, rules.constraints), 1000).ask(1000);
    const trials = proposals.map(({ trialIndex, coordinates }) => ({
      coordinates: coordinates!,
      trial: {
        trialIndex,
        givenSeed: trialIndex === 3 ? 2 ** 53 - 1 : null,
        repeatOf: trialIndex === 4 ? 1 : null,
      },
    }));
    const chunk = packChunk(packRules(rules), trials);
    const pool = new PoolExecutor([setup], 1);
    try {
      const end = await pool.runTrials(chunk, LONG_MS);
      if (end.kind !== 'finished') throw new Error(`ended with ${end.kind}`);
      const live = proposals.map(({ trialIndex, point, paramsHash }, row): LiveTrial => {
        const { givenSeed, repeatOf } = trials[row]!.trial;
        const seed = givenSeed ?? trialSeed('per_params', 11, trialIndex, paramsHash);
        const job = { index: trialIndex, seed, setup: 0, changes: point.changes };
        return { trialIndex, job, point, paramsHash, givenSeed, repeatOf };
      });
      const alone = await new InlineExecutor([setup], strategy).execute(live.map(({ job }) => job));
      if (alone.kind !== 'finished') throw new Error(`ended with ${alone.kind}`);
      const expected = alone.outcomes.map((outcome, row) =>
        judgeTrial(rules.sweepId, live[row]!, outcome, compiled.scorer),
      );
      const rows = unpackTrials(end.batch);
      expect(rows.map(untimed)).toEqual(expected.map(untimed));
      const { trialsUs, simulationUs, seriesUs } = end.times;
      expect(simulationUs + seriesUs).toBeLessThanOrEqual(trialsUs);
      const statuses = rows.map(({ trial: { status } }) => status);
      for (const status of ['complete', 'infeasible', 'failed']) expect(statuses).toContain(status);
    } finally {
      await pool.close();
    }
  });

  it('takes time limits that no timer can wait for', async () => {
    const pool = new PoolExecutor([setup], 1);
    try {
      expect(await pool.execute(jobs(2), 2 ** 31)).toMatchObject({ kind: 'finished' });
      expect(await pool.execute(jobs(2), Number.POSITIVE_INFINITY)).toMatchObject({ kind: 'finished' });
    } finally {
      await pool.close();
    }
  });

  it('gives the same where the workers have memory for a few series only', async () => {
    const few = 12 * 8 * setup.dataset.primary.openTimes.length;
    const varied = jobs(24).map(
      (job): TrialJob => ({
        ...job,
        changes: [...job.changes, ['strategy_parameters.window_length', 60 + (job.index % 7)]],
      }),
    );
    const ends = [];
    for (const memoryBytes of [few, 1]) {
      const pool = new PoolExecutor([setup], 2, memoryBytes);
      try {
        const halves = [varied.slice(0, 12), varied.slice(12)].map((part) => pool.execute(part, LONG_MS));
        ends.push((await Promise.all(halves)).flatMap((end) => (end.kind === 'finished' ? end.outcomes : [])));
      } finally {
        await pool.close();
      }
    }
    const alone = await new InlineExecutor([setup], strategy).execute(varied);
    const expected = alone.kind === 'finished' ? alone.outcomes.map(withoutTime) : [];
    for (const outcomes of ends) expect(outcomes.map(withoutTime)).toEqual(expected);
  });

  it('reports a worker that dies and goes on with a new one', async () => {
    const pool = new PoolExecutor([setup], 1);
    const { pool: threads } = pool as unknown as { pool: Piscina };
    try {
      for (const begin of [
        () => pool.execute(jobs(3000), LONG_MS),
        () => pool.runTrials(chunkOf(widths(3000)), LONG_MS),
      ]) {
        await pool.execute(jobs(1), LONG_MS);
        const dying = begin();
        await new Promise((resolve) => setTimeout(resolve, 50));
        await threads.threads[0]!.terminate();
        expect((await dying).kind).toBe('crashed');
      }
      const next = await pool.execute(jobs(2), LONG_MS);
      expect(next).toMatchObject({ kind: 'finished', outcomes: [{ index: 0 }, { index: 1 }] });
      expect(await pool.runTrials(chunkOf(widths(2)), LONG_MS)).toMatchObject({ batch: { count: 2 } });
    } finally {
      await pool.close();
    }
  });

  it('ends a chunk that runs longer than its limit', async () => {
    const pool = new PoolExecutor([setup], 1);
    try {
      await pool.execute(jobs(1), LONG_MS);
      expect(await pool.execute(jobs(5000), 60)).toEqual({ kind: 'timeout' });
      expect((await pool.execute(jobs(1), LONG_MS)).kind).toBe('finished');
    } finally {
      await pool.close();
    }
  });

  it('returns what is finished when it is stopped', async () => {
    const pool = new PoolExecutor([setup], 1);
    try {
      await pool.execute(jobs(1), LONG_MS);
      const running = pool.execute(jobs(5000), LONG_MS);
      setTimeout(() => pool.stop(), 60);
      const end = await running;
      if (end.kind !== 'finished') throw new Error(`ended with ${end.kind}`);
      expect(end.outcomes.length).toBeGreaterThan(0);
      expect(end.outcomes.length).toBeLessThan(5000);
      expect(end.outcomes.map((outcome) => outcome.index)).toEqual(end.outcomes.map((_, index) => index));
      expect(await pool.runTrials(chunkOf(widths(2)), LONG_MS)).toMatchObject({ batch: { count: 0 } });
    } finally {
      await pool.close();
    }
  });
});
