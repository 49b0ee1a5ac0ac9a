import { normalQuantile } from '../../core/math/normal.ts';
import { isAdaptive } from '../samplers/built-samplers.ts';
import { GridWalk } from '../samplers/grid-walk.ts';
import type { SearchSpace } from '../space/search-space.ts';
import type { BudgetDefinition, SamplerDefinition, SweepDefinition } from './sweep-definition.ts';

/** Size of a sweep before it starts. */
export interface SweepEstimate {
  /** Raw combinations of all values; null with a continuous range. */
  readonly rawPoints: number | null;
  /** Number of trials, exact or an upper limit. */
  readonly trials: number;
  readonly isExact: boolean;
  /** Years of data below which the best of so many trials says nothing (`optimizer.md` 12.4). */
  readonly minBacktestYears: number;
}

/** Effort of the exact count of a grid with conditions or constraints; a second or so. */
const MAX_COUNT_STEPS = 20_000_000;

const EULER_MASCHERONI = 0.5772156649015329;
const DEFAULT_ATTAINABLE_SHARPE = 1;

/** Estimate shown by `--dry-run` and before a sweep starts. */
export function estimateSweep(definition: SweepDefinition, space: SearchSpace): SweepEstimate {
  const { trials, isExact } = countTrials(definition.sampler, definition.budget, space);
  const { statistics } = definition;
  const sharpe = statistics === 'off' ? DEFAULT_ATTAINABLE_SHARPE : statistics.min_btl_sharpe;
  return { rawPoints: space.rawPoints, trials, isExact, minBacktestYears: minBacktestYears(trials, sharpe) };
}

/** Planned number of trials; where constraints make counting too long, an upper limit. */
export function countTrials(
  { name }: SamplerDefinition,
  { trials: limit, stallBatches }: BudgetDefinition,
  space: SearchSpace,
): { readonly trials: number; readonly isExact: boolean } {
  const budget = limit ?? Number.POSITIVE_INFINITY;
  // Samplers that adapt repeat parameter sets rather than end early.
  if (isAdaptive(name)) return { trials: budget, isExact: !space.isReduced && stallBatches === null };
  const atMost = Math.min(space.rawPoints ?? Number.POSITIVE_INFINITY, budget);
  // Draws may violate constraints, or repeat points where there are finitely many.
  if (name !== 'grid') return { trials: atMost, isExact: !space.isReduced && space.rawPoints === null };
  if (!space.isReduced) return { trials: atMost, isExact: true };
  const walk = new GridWalk(space, MAX_COUNT_STEPS);
  let trials = 0;
  while (trials < budget && walk.next()) trials += 1;
  return walk.isCutOff ? { trials: atMost, isExact: false } : { trials, isExact: true };
}

/**
 * Minimum backtest length in years: Bailey, Borwein, Lopez de Prado and Zhu (2014), *Pseudo-Mathematics
 * and Financial Charlatanism*, Notices of the AMS 61(5). 0 for a single trial, which selects nothing.
 *
 * @param sharpe annual Sharpe ratio that must not be reachable by luck
 */
export function minBacktestYears(trials: number, sharpe: number): number {
  if (trials <= 1) return 0;
  const expectedMaximum =
    (1 - EULER_MASCHERONI) * normalQuantile(1 - 1 / trials) +
    EULER_MASCHERONI * normalQuantile(1 - 1 / (trials * Math.E));
  return (expectedMaximum / sharpe) ** 2;
}
