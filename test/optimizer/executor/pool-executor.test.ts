import type { Piscina } from 'piscina';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveLocations } from '../../../src/config/locations.ts';
import { normaliseConfig } from '../../../src/config/normalise-config.ts';
import type { StrategyDefinition } from '../../../src/core/strategy/strategy.ts';
import { InlineExecutor } from '../../../src/optimizer/executor/inline-executor.ts';
import { PoolExecutor } from '../../../src/optimizer/executor/pool-executor.ts';
import type { SweepSetup, TrialJob } from '../../../src/optimizer/executor/trial-job.ts';
import { loadMarketInputs } from '../../../src/run/market-inputs.ts';
import { readSupportFiles } from '../../../src/run/support.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../../support/sample-project.ts';

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
      const dying = pool.execute(jobs(3000), LONG_MS);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await threads.threads[0]!.terminate();
      expect((await dying).kind).toBe('crashed');
      const next = await pool.execute(jobs(2), LONG_MS);
      expect(next).toMatchObject({ kind: 'finished', outcomes: [{ index: 0 }, { index: 1 }] });
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
    } finally {
      await pool.close();
    }
  });
});
