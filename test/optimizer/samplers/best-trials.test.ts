import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoRanks } from '../../../src/optimizer/ranking/pareto.ts';
import { compareSearchKeys, searchKey } from '../../../src/optimizer/ranking/search-order.ts';
import type { FinishedTrial } from '../../../src/optimizer/samplers/sampler.ts';
import { BestTrials } from '../../../src/optimizer/samplers/tpe/best-trials.ts';
import { finishedTrial } from './finished-trial.ts';

const LIMIT = 6;

/** The whole order, from its definition: feasible ones by rank, then the comparator; then all others. */
function bestByDefinition(trials: readonly FinishedTrial[]): readonly number[] {
  const keyOf = (trial: FinishedTrial) => searchKey(trial, 6);
  const feasible = trials.filter((trial) => keyOf(trial).group === 0);
  const ranks = new Map(
    paretoRanks(feasible.map(({ objectives }) => objectives)).map((rank, i) => [feasible[i], rank]),
  );
  const rankOf = (trial: FinishedTrial) => ranks.get(trial) ?? Number.POSITIVE_INFINITY;
  const compare = (a: FinishedTrial, b: FinishedTrial) =>
    (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)) || compareSearchKeys(keyOf(a), keyOf(b));
  return [...trials].sort(compare).map(({ trialIndex }) => trialIndex);
}

const objectives = fc.array(fc.nat(6), { minLength: 2, maxLength: 2 });
const status = fc.constantFrom('complete', 'complete', 'complete', 'infeasible', 'failed');
const outcome = fc.record({ objectives, status, score: fc.nat(9), violation: fc.nat(3) });

describe('best trials of several objectives', () => {
  it('are ordered by rank, then by the comparator, however they arrive', () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (outcomes, size) => {
          const trials = outcomes.map((result, trialIndex) =>
            finishedTrial({
              trialIndex,
              ...result,
              score: result.status === 'failed' ? Number.NaN : result.score,
              violation: result.status === 'infeasible' ? 1 + result.violation : 0,
            }),
          );
          const best = new BestTrials(LIMIT, 6);
          for (let from = 0; from < trials.length; from += size) best.add(trials.slice(from, from + size));
          const expected = bestByDefinition(trials);
          for (let count = 1; count <= LIMIT; count++) expect(best.rows(count)).toEqual(expected.slice(0, count));
        },
      ),
    );
  });
});
