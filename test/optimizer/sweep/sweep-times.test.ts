import { describe, expect, it } from 'vitest';
import { TimedExecutor } from '../../../src/optimizer/executor/timed-executor.ts';
import { packChunk } from '../../../src/optimizer/executor/trial-chunk.ts';
import { TrialBatchBuilder } from '../../../src/optimizer/storage/trial-batch-builder.ts';
import { shareWorkers } from '../../../src/optimizer/sweep/sweep-times.ts';

const NO_TRIALS = packChunk(new Uint8Array(), []);

describe('shares of the time of workers', () => {
  it('are of all workers together and add up to 1', () => {
    const work = { trialsUs: 6_000_000, simulationUs: 4_000_000, seriesUs: 1_000_000 };
    const shares = shareWorkers(work, 2, 5000);
    expect(shares).toEqual({ simulation: 0.4, series: 0.1, configuration: 0.1, waiting: 0.4 });
    expect(shareWorkers(work, 1, 5999).waiting).toBe(0);
  });

  it('are all waiting where nothing was run', () => {
    expect(shareWorkers({ trialsUs: 0, simulationUs: 0, seriesUs: 0 }, 2, 0)).toMatchObject({ waiting: 1 });
  });

  it('count the chunks that finished', async () => {
    const times = { trialsUs: 7, simulationUs: 4, seriesUs: 2 };
    const ends = [
      { kind: 'finished' as const, outcomes: [], worker: 1, times },
      { kind: 'crashed' as const, message: 'gone' },
      { kind: 'finished' as const, outcomes: [], worker: 1, times },
    ];
    const batch = new TrialBatchBuilder('s', 0).finish();
    const rows = [{ kind: 'timeout' as const }, { kind: 'finished' as const, batch, worker: 1, times }];
    const executor = new TimedExecutor({
      width: 1,
      execute: async () => ends.shift()!,
      runTrials: async () => rows.shift()!,
      stop: () => undefined,
      close: async () => undefined,
    });
    for (let chunk = 0; chunk < 3; chunk++) await executor.execute([], 1);
    for (let chunk = 0; chunk < 2; chunk++) await executor.runTrials(NO_TRIALS, 1);
    expect(executor.times).toEqual({ trialsUs: 21, simulationUs: 12, seriesUs: 6 });
  });
});
