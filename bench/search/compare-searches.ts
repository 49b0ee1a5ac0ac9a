import { roundHalfAway } from '../../src/core/math/rounding.ts';
import type { SamplerName } from '../../src/optimizer/samplers/built-samplers.ts';
import { createSampler } from '../../src/optimizer/samplers/built-samplers.ts';
import { median } from '../measure/median.ts';
import type { OptunaResults } from './optuna-results.ts';
import { largerByRank } from './rank-test.ts';
import { DECIMALS, defaultSettings } from './sampler-settings.ts';
import type { SearchProblem } from './search-problem.ts';
import { SyntheticSearch } from './synthetic-search.ts';

export const COMPARED_SAMPLERS = ['random', 'tpe', 'cma', 'nsga2'] as const satisfies readonly SamplerName[];

/** What one sampler finds on one problem. */
export interface SearchComparison {
  readonly problem: string;
  readonly sampler: SamplerName;
  /** Medians over the seeds of the best cost; null where Optuna was not asked. */
  readonly median: number;
  readonly optunaMedian: number | null;
  /** One-sided p-value that random search finds larger costs, and that this sampler does than Optuna's. */
  readonly betterThanRandom: number | null;
  readonly worseThanOptuna: number | null;
}

/** Runs every sampler on every problem, with the settings that it has without a word in the sweep file. */
export function compareSearches(
  problems: readonly SearchProblem[],
  trials: number,
  seeds: readonly number[],
  optuna: OptunaResults | null,
): readonly SearchComparison[] {
  return problems.flatMap((problem) => {
    const random = bestCosts('random', problem, trials, seeds);
    return COMPARED_SAMPLERS.filter((sampler) => problem.isNumeric || sampler !== 'cma').map((sampler) => {
      const costs = sampler === 'random' ? random : bestCosts(sampler, problem, trials, seeds);
      const others = optuna?.best[problem.name]?.[sampler]?.map(asCompared) ?? null;
      return {
        problem: problem.name,
        sampler,
        median: median(costs),
        optunaMedian: others === null ? null : median(others),
        betterThanRandom: sampler === 'random' ? null : largerByRank(random, costs),
        worseThanOptuna: others === null ? null : largerByRank(costs, others),
      };
    });
  });
}

function bestCosts(
  sampler: SamplerName,
  problem: SearchProblem,
  trials: number,
  seeds: readonly number[],
): readonly number[] {
  const { space, costOf } = problem;
  return seeds.map((root) => {
    const search = new SyntheticSearch(
      createSampler(sampler, defaultSettings(sampler, space, trials, root)),
      (point) => -costOf(point),
    );
    search.runTo(trials);
    return asCompared(-search.best);
  });
}

/** Costs that a sweep takes for equal are no difference between searches. */
function asCompared(cost: number): number {
  return roundHalfAway(cost, DECIMALS);
}
