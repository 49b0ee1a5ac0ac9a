import { describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { ChunkEnd, Executor } from '../../../src/optimizer/executor/executor.ts';
import { packRules, RulesReader } from '../../../src/optimizer/executor/search-rules.ts';
import { readTrial } from '../../../src/optimizer/executor/trial-chunk.ts';
import type { TrialJob, TrialOutcome } from '../../../src/optimizer/executor/trial-job.ts';
import { judgeTrial } from '../../../src/optimizer/executor/trial-judge.ts';
import type { Objective } from '../../../src/optimizer/ranking/objective.ts';
import { createTrialScorer } from '../../../src/optimizer/ranking/score-trial.ts';
import { createSampler, SAMPLER_NAMES, type SamplerName } from '../../../src/optimizer/samplers/built-samplers.ts';
import type { ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';
import { PointCoordinates } from '../../../src/optimizer/space/point-coordinates.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { createMemoryStore } from '../../../src/optimizer/storage/memory-store.ts';
import type { SweepDefinition } from '../../../src/optimizer/storage/sweep-record.ts';
import { TrialBatchBuilder } from '../../../src/optimizer/storage/trial-batch-builder.ts';
import type { TrialStore } from '../../../src/optimizer/storage/trial-store.ts';
import { DirectTrialWriter } from '../../../src/optimizer/storage/trial-writer.ts';
import { createTrialMaker } from '../../../src/optimizer/sweep/propose-trial.ts';
import { TrialScheduler } from '../../../src/optimizer/sweep/trial-scheduler.ts';

const TRIALS = 60;
const SWEEP: SweepDefinition = {
  sweepId: '0123456789abcdef',
  parentId: null,
  part: 'search',
  windowIndex: null,
  name: 'fake',
  strategy: 'fake',
  symbol: 'EURUSD',
  timeframe: 'H1',
  startDate: '2024-01-01',
  endDate: '2024-01-31',
  holdoutEnd: null,
  runMode: 'dev',
  rootSeed: 42,
  seedOrigin: 'default',
  seedPolicy: 'per_trial',
  seeding: 'root',
  generatorId: 'omega-seed-v1',
  objective: 'profit_net',
  direction: 'maximize',
  objectivesJson: '[]',
  decimals: 6,
  plannedTrials: TRIALS,
  initialBalance: 10_000,
  familyKey: 'fake',
  definitionHash: 'd'.repeat(64),
  manifestSha256: 'e'.repeat(64),
  programVersion: '0.0.0',
  sweepFileText: '',
  baseConfigJson: '{}',
  days: new Int32Array(0),
  keepsTrades: false,
};

/** Outcome that depends on the job alone, as a real one does. */
function outcomeOf(job: TrialJob): TrialOutcome {
  const metrics = new Float64Array(METRIC_KEYS.length).fill((job.index * 37) % 101);
  const hash = job.index.toString(16).padStart(64, '0');
  return {
    index: job.index,
    configHash: hash,
    resultHash: hash,
    error: null,
    metrics,
    daily: null,
    trades: null,
    packedTrades: null,
    dailyMean: 0,
    dailySd: 0,
    durationUs: 5_000,
  };
}

/** Ends chunks as `behave` says, after a delay that shuffles the order of completion. */
function fakeExecutor(width: number, behave: (jobs: readonly TrialJob[]) => ChunkEnd, delayMs = () => 0): Executor {
  return {
    width,
    async execute(jobs) {
      await new Promise((resolve) => setTimeout(resolve, delayMs()));
      return behave(jobs);
    },
    async runTrials(chunk, timeLimitMs) {
      const rules = new RulesReader().read(chunk.rules);
      const trials = Array.from(chunk.indices, (_, row) => readTrial(chunk, row, rules));
      const jobs = trials.map(({ job }) => job);
      const end = await this.execute(jobs, timeLimitMs);
      if (end.kind !== 'finished') return end;
      const batch = new TrialBatchBuilder(rules.sweepId, jobs.length);
      end.outcomes.forEach((outcome, row) => {
        batch.add(judgeTrial(rules.sweepId, trials[row]!, outcome, rules.scorer));
      });
      return { kind: 'finished', batch: batch.finish(), worker: end.worker, times: end.times };
    },
    stop: () => undefined,
    close: async () => undefined,
  };
}

function finish(jobs: readonly TrialJob[]): ChunkEnd {
  return finishWith(jobs.map(outcomeOf));
}

function finishWith(outcomes: readonly TrialOutcome[]): ChunkEnd {
  const trialsUs = outcomes.reduce((sum, { durationUs }) => sum + durationUs, 0);
  return { kind: 'finished', outcomes, worker: 1, times: { trialsUs, simulationUs: 0, seriesUs: 0 } };
}

function levels(name: string, size: number): ParameterDefinition {
  return { kind: 'int', path: name, name, when: null, low: 0, high: size - 1, step: 1, log: false };
}

/** Delays that differ from chunk to chunk. */
function shuffledDelays(): () => number {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state % 7;
  };
}

interface ScheduleOptions {
  readonly maxFailedShare?: number;
  readonly store?: TrialStore;
  readonly sampler?: SamplerName;
  readonly isStopped?: () => boolean;
  readonly seriesPlaces?: readonly number[];
}

async function schedule(executor: Executor, options: ScheduleOptions = {}) {
  const { maxFailedShare = 0.25, store = createMemoryStore(), sampler = 'grid', isStopped = () => false } = options;
  const start = { workerCount: executor.width, startedAt: 0 };
  if (store.loadSweep(SWEEP.sweepId) === null) store.createSweep(SWEEP, start);
  else store.resumeSweep(SWEEP.sweepId, start);
  const parameters = [levels('x', TRIALS / 6), levels('y', 6)];
  const space = createSearchSpace(parameters, []);
  const objective: Objective = { expression: 'profit_net', direction: 'maximize', decimals: 6, objectives: [] };
  const market = { symbol: SWEEP.symbol, timeframe: 'H1' as const };
  const scheduler = new TrialScheduler({
    sweepId: SWEEP.sweepId,
    rules: packRules({
      sweepId: SWEEP.sweepId,
      rootSeed: SWEEP.rootSeed,
      seedPolicy: SWEEP.seedPolicy,
      setups: { first: 0, markets: [market], standard: market },
      parameters,
      constraints: [],
      objective,
      gates: [],
    }),
    points: new PointCoordinates(space),
    sampler: createSampler(sampler, {
      space,
      order: 'file',
      trials: TRIALS,
      root: 42,
      batchSize: 12,
      stallBatches: null,
      decimals: 6,
      startupTrials: 10,
      candidates: 24,
      sigma: 0.25,
    }),
    executor,
    store,
    writer: new DirectTrialWriter(store),
    scorer: createTrialScorer(objective, []),
    toLiveTrial: createTrialMaker({ stored: SWEEP, setupOf: () => 0, slice: null }, store),
    seriesPlaces: options.seriesPlaces ?? [],
    screening: null,
    reservesSeeds: false,
    maxChunk: Number.POSITIVE_INFINITY,
    planned: TRIALS,
    maxFailedShare,
    trialTimeoutMs: 1000,
    decimals: 6,
    isStopped,
    onProgress: () => undefined,
    now: () => 0,
  });
  const end = await scheduler.run();
  return { end, store, digest: store.digest(SWEEP.sweepId) };
}

describe('trial scheduler', () => {
  it.each(SAMPLER_NAMES)(
    'gives the same trial table whatever the width and the order of completion: %s',
    async (sampler) => {
      const plain = await schedule(fakeExecutor(1, finish), { sampler });
      expect(plain.end).toBe('complete');
      for (const width of [2, 5]) {
        const shuffled = await schedule(fakeExecutor(width, finish, shuffledDelays()), { sampler });
        expect(shuffled.end).toBe('complete');
        expect(shuffled.digest).toBe(plain.digest);
      }
    },
  );

  it('fails only the trial that ends its worker again, and reruns the rest of the chunk', async () => {
    const culprits = new Set([7, 33]);
    const sizes: number[] = [];
    const executor = fakeExecutor(2, (jobs) => {
      sizes.push(jobs.length);
      return jobs.some((job) => culprits.has(job.index))
        ? { kind: 'crashed', message: 'exited with code 9' }
        : finish(jobs);
    });
    const { end, store } = await schedule(executor);
    expect(end).toBe('complete');
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    const failed = store.readTrials(SWEEP.sweepId).filter((trial) => trial.status === 'failed');
    expect(failed.map((trial) => trial.trialIndex)).toEqual([7, 33]);
    expect(failed[0]).toMatchObject({ errorCode: 'RUNTIME_INTERNAL', errorMessage: expect.stringContaining('code 9') });
    expect(store.countByStatus(SWEEP.sweepId).complete).toBe(TRIALS - 2);
  });

  it('gives a trial that dies with its worker once a second chance', async () => {
    const died = new Set<number>();
    const executor = fakeExecutor(1, (jobs) => {
      const first = jobs.find((job) => job.index === 20 && !died.has(20));
      if (first === undefined) return finish(jobs);
      died.add(20);
      return { kind: 'crashed', message: 'out of memory' };
    });
    const { store } = await schedule(executor);
    expect(store.countByStatus(SWEEP.sweepId).complete).toBe(TRIALS);
  });

  it('records a trial that runs out of time', async () => {
    const { store } = await schedule(
      fakeExecutor(1, (jobs) => (jobs.some((job) => job.index === 3) ? { kind: 'timeout' } : finish(jobs))),
    );
    expect(store.readTrial(SWEEP.sweepId, 3)).toMatchObject({ status: 'timeout' });
    expect(store.countByStatus(SWEEP.sweepId)).toMatchObject({ complete: TRIALS - 1, timeout: 1 });
  });

  it('ends early when too large a share fails, for any width', async () => {
    const error = {
      category: 'strategy' as const,
      code: 'STRAT_EXCEPTION',
      message: 'x',
      where: null,
      hint: null,
      details: {},
    };
    const behave = (jobs: readonly TrialJob[]): ChunkEnd =>
      finishWith(
        jobs.map((job) => ({ ...outcomeOf(job), ...(job.index % 2 === 0 ? { error, resultHash: null } : {}) })),
      );
    for (const width of [1, 3]) {
      const { end } = await schedule(fakeExecutor(width, behave));
      expect(end).toBe('too_many_failures');
    }
    expect((await schedule(fakeExecutor(1, behave), { maxFailedShare: 0.6 })).end).toBe('complete');
  });

  it.each(SAMPLER_NAMES)('gives the same trial table after an interruption at any trial: %s', async (sampler) => {
    const whole = await schedule(fakeExecutor(1, finish), { sampler });
    expect(whole.end).toBe('complete');
    for (const lastTrial of [1, 5, 12, 13, 30]) {
      const store = createMemoryStore();
      let finished = 0;
      const interrupted = fakeExecutor(2, (jobs) => {
        const outcomes = jobs.slice(0, Math.max(0, lastTrial - finished)).map(outcomeOf);
        finished += outcomes.length;
        return finishWith(outcomes);
      });
      const first = await schedule(interrupted, { sampler, store, isStopped: () => finished >= lastTrial });
      expect(first.end).toBe('stopped');
      expect(store.trialExtent(SWEEP.sweepId)?.count).toBe(lastTrial);
      store.finishSweep(SWEEP.sweepId, { state: 'interrupted', exitCode: 130, finishedAt: 0 });
      const second = await schedule(fakeExecutor(5, finish, shuffledDelays()), { sampler, store });
      expect(second.end).toBe('complete');
      expect(second.digest).toBe(whole.digest);
    }
  });

  it('gives the same trial table in any order of execution', async () => {
    const order: number[] = [];
    const executor = fakeExecutor(1, (jobs) => {
      order.push(...jobs.map((job) => job.index));
      return finish(jobs);
    });
    const ordered = await schedule(executor, { seriesPlaces: [1] });
    const plain = await schedule(fakeExecutor(1, finish));
    expect(order.slice(0, 11)).toEqual([0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 1]);
    expect(new Set(order).size).toBe(TRIALS);
    expect(ordered.digest).toBe(plain.digest);
  });

  it('hands out again what did not run before the end of a slice', async () => {
    const sizes: number[] = [];
    const executor = fakeExecutor(2, (jobs) => {
      sizes.push(jobs.length);
      return finishWith(jobs.slice(0, 3).map(outcomeOf));
    });
    const { end, digest } = await schedule(executor);
    expect(end).toBe('complete');
    expect(Math.max(...sizes)).toBeGreaterThan(3);
    expect(digest).toBe((await schedule(fakeExecutor(1, finish))).digest);
  });

  it('fails no trial because the store failed and its workers were stopped', async () => {
    const store = createMemoryStore();
    const { writeTrials } = store;
    let writes = 0;
    store.writeTrials = (batch) => {
      writes++;
      if (writes === 3) throw new Error('disk full');
      writeTrials.call(store, batch);
    };
    let isStopped = false;
    const executor: Executor = {
      ...fakeExecutor(2, () => (isStopped ? { kind: 'crashed', message: 'aborted' } : { kind: 'timeout' })),
      async execute(jobs) {
        // The second worker still computes when the store fails, and is then ended with the pool.
        await new Promise((resolve) => setTimeout(resolve, jobs[0]!.index === 0 ? 0 : 5));
        return isStopped ? { kind: 'crashed', message: 'aborted' } : finish(jobs);
      },
    };
    await expect(schedule(executor, { maxFailedShare: 1, store })).rejects.toThrow('disk full');
    isStopped = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(store.countByStatus(SWEEP.sweepId)).toMatchObject({ failed: 0, timeout: 0 });
  });
});
