import { describe, expect, it } from 'vitest';
import { compareSearchKeys, searchKey } from '../../../src/optimizer/ranking/search-order.ts';
import type { FinishedTrial } from '../../../src/optimizer/samplers/sampler.ts';
import { finishedTrial } from '../samplers/finished-trial.ts';

const order = (trials: readonly FinishedTrial[]): number[] =>
  trials
    .map((trial) => ({ trialIndex: trial.trialIndex, key: searchKey(trial, 6) }))
    .sort((a, b) => compareSearchKeys(a.key, b.key))
    .map(({ trialIndex }) => trialIndex);

describe('search order', () => {
  it('is eligible by comparator, infeasible by violation, no score, failed', () => {
    const trials = [
      finishedTrial({ trialIndex: 0, status: 'failed', score: Number.NaN, profitNet: Number.NaN, configHash: null }),
      finishedTrial({ trialIndex: 1, score: Number.NaN, profitNet: 900 }),
      finishedTrial({ trialIndex: 2, status: 'infeasible', score: 50, violation: 3 }),
      finishedTrial({ trialIndex: 3, score: -7 }),
      finishedTrial({ trialIndex: 4, status: 'infeasible', score: Number.NaN, violation: 1.5 }),
      finishedTrial({ trialIndex: 5, score: 2, profitNet: 10 }),
      finishedTrial({ trialIndex: 6, score: 2.0000004, profitNet: 11 }),
      finishedTrial({ trialIndex: 7, status: 'infeasible', score: -1, violation: 1.5 }),
      finishedTrial({ trialIndex: 8, status: 'timeout', score: Number.NaN, profitNet: Number.NaN, configHash: 'a' }),
    ];
    expect(order(trials)).toEqual([6, 5, 3, 7, 4, 2, 1, 0, 8]);
    expect(order([...trials].reverse())).toEqual(order(trials));
  });

  it('is total where everything is missing', () => {
    const missing = { status: 'failed' as const, score: Number.NaN, profitNet: Number.NaN, maxDrawdown: Number.NaN };
    const trials = [2, 0, 1].map((trialIndex) => finishedTrial({ trialIndex, ...missing, configHash: null }));
    expect(order(trials)).toEqual([0, 1, 2]);
  });
});
