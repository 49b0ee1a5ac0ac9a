import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparatorKey,
  compareKeys,
  isEligible,
  type RankableTrial,
  rankTrials,
} from '../../../src/optimizer/ranking/comparator.ts';

interface ReferenceTrial {
  trial_index: number;
  status: RankableTrial['status'];
  score: number | null;
  profit_net: number | null;
  max_drawdown: number | null;
  config_hash: string;
}

const reference = JSON.parse(readFileSync('test/fixtures/optimizer/tie_break.json', 'utf8')) as {
  decimals: { score: number };
  trials: ReferenceTrial[];
  expected: {
    ranking_trial_index: number[];
    best_trial_index: number;
    keys: { trial_index: number; score: number; profit_net: number; max_drawdown: number }[];
    ineligible_trial_index: number[];
  };
};

const trials = reference.trials.map(
  (trial): RankableTrial => ({
    trialIndex: trial.trial_index,
    status: trial.status,
    score: trial.score ?? Number.NaN,
    profitNet: trial.profit_net ?? Number.NaN,
    maxDrawdown: trial.max_drawdown ?? Number.NaN,
    configHash: trial.config_hash,
  }),
);
const { score: decimals } = reference.decimals;

describe('reference tie break', () => {
  const { ranked, ineligible } = rankTrials(trials, decimals);

  it('ranks the eligible trials', () => {
    expect(ranked.map(({ trialIndex }) => trialIndex)).toEqual(reference.expected.ranking_trial_index);
    expect(ranked[0]?.trialIndex).toBe(reference.expected.best_trial_index);
  });

  it('lists the others by index', () => {
    expect(ineligible.map(({ trialIndex }) => trialIndex)).toEqual(reference.expected.ineligible_trial_index);
  });

  it('compares the rounded values', () => {
    const keys = ranked.map((trial) => {
      const { trialIndex, scoreQ, profitQ, drawdownQ } = comparatorKey(trial, decimals);
      return { trial_index: trialIndex, score: scoreQ, profit_net: profitQ, max_drawdown: drawdownQ };
    });
    expect(keys).toEqual(reference.expected.keys);
  });

  it('does not depend on the order of completion', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(trials, { minLength: trials.length }), (shuffled) => {
        expect(rankTrials(shuffled, decimals)).toEqual({ ranked, ineligible });
      }),
    );
  });
});

describe('comparator', () => {
  it('takes decimals of the score from the objective', () => {
    const [a, b] = [trials[0], trials[1]].map((trial) => comparatorKey(trial as RankableTrial, 7));
    expect(compareKeys(a as never, b as never)).toBeLessThan(0);
  });

  it('is a total order', () => {
    const small = fc.constantFrom(-1, 0, 0.0000004, 1, 1.0000001);
    const key = fc
      .record({
        score: small,
        profitNet: small,
        maxDrawdown: small,
        configHash: fc.constantFrom('0a', '0b'),
        trialIndex: fc.nat(2),
      })
      .map((trial) => comparatorKey(trial, 6));
    fc.assert(
      fc.property(key, key, key, (a, b, c) => {
        expect(Math.sign(compareKeys(a, b))).toBe(-Math.sign(compareKeys(b, a)) + 0);
        if (compareKeys(a, b) < 0 && compareKeys(b, c) < 0) expect(compareKeys(a, c)).toBeLessThan(0);
        if (compareKeys(a, b) === 0) expect(a).toEqual(b);
      }),
    );
  });

  it('lets only complete trials with a finite score win', () => {
    expect(isEligible({ status: 'complete', score: 0 })).toBe(true);
    for (const score of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(isEligible({ status: 'complete', score })).toBe(false);
    for (const status of ['infeasible', 'pruned', 'failed', 'timeout', 'cancelled'] as const) {
      expect(isEligible({ status, score: 1 })).toBe(false);
    }
  });
});
