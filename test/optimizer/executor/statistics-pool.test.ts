import { describe, expect, it } from 'vitest';
import { StatisticsPool } from '../../../src/optimizer/executor/statistics-pool.ts';
import { StatisticsStopped } from '../../../src/optimizer/statistics/pieces/piece-runner.ts';
import { computeSweepStatistics } from '../../../src/optimizer/statistics/sweep-statistics.ts';
import { exampleInput, statisticsOf } from '../statistics/example-input.ts';
import { noiseMatrix } from '../statistics/example-matrix.ts';

describe('statistics in worker threads', () => {
  const input = exampleInput(noiseMatrix(4, 200, 30));

  it.each([1, 3])('are those of one thread, to the last bit: %i workers', async (workers) => {
    const pool = new StatisticsPool(workers, () => undefined, null);
    try {
      expect(await computeSweepStatistics(input, pool)).toEqual(await statisticsOf(input));
    } finally {
      await pool.close();
    }
  });

  it('stop when they are asked to, and do nothing afterwards', async () => {
    const abort = new AbortController();
    const pool = new StatisticsPool(2, (kind) => kind === 'splits' && abort.abort(), abort.signal);
    try {
      await expect(computeSweepStatistics(input, pool)).rejects.toThrow(StatisticsStopped);
      await expect(pool.run('splits', [])).rejects.toThrow(StatisticsStopped);
    } finally {
      await pool.close();
    }
  });
});
