import { describe, expect, it } from 'vitest';
import { createSampler, type SamplerName } from '../../../src/optimizer/samplers/built-samplers.ts';
import { DEFAULT_SIGMA, defaultLambda } from '../../../src/optimizer/samplers/cma/constants.ts';
import type { ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { runSearch } from '../../contract/run-search.ts';
import { float, int, list } from '../space/example-parameters.ts';
import { finishedTrial } from './finished-trial.ts';

interface Problem {
  readonly name: string;
  readonly parameters: readonly ParameterDefinition[];
  /** To be minimised. */
  readonly cost: (values: readonly number[]) => number;
  readonly trials: number;
}

const square = (value: number): number => value * value;

const PROBLEMS: readonly Problem[] = [
  {
    name: 'sphere in four dimensions',
    parameters: ['a', 'b', 'c', 'd'].map((path) => float(path, { low: '-5', high: '5' })),
    cost: (values) => values.reduce((sum, value, i) => sum + square(value - i + 1), 0),
    trials: 160,
  },
  {
    name: 'Branin',
    parameters: [float('x', { low: '-5', high: '10' }), float('y', { low: '0', high: '15' })],
    cost: ([x, y]) =>
      square(y - (5.1 / (4 * square(Math.PI))) * square(x) + (5 / Math.PI) * x - 6) +
      10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) +
      10,
    trials: 120,
  },
  {
    name: 'stepped sphere',
    parameters: ['a', 'b', 'c', 'd'].map((path) => int(path, { low: 0, high: 100 })),
    cost: (values) => values.reduce((sum, value, i) => sum + square(value - 20 * (i + 1)), 0),
    trials: 160,
  },
];

const ROOTS = Array.from({ length: 10 }, (_, seed) => seed + 1);

/** Median over the seeds of the best cost found. */
function medianBest(sampler: SamplerName, { parameters, cost, trials }: Problem): number {
  const space = createSearchSpace(parameters, []);
  const batchSizes = { cma: defaultLambda(parameters.length), nsga2: 20 } as const;
  const best = ROOTS.map((root) => {
    const costs: number[] = [];
    runSearch(
      createSampler(sampler, {
        space,
        trials,
        root,
        order: 'file',
        batchSize: batchSizes[sampler as keyof typeof batchSizes] ?? 16,
        stallBatches: null,
        decimals: 6,
        startupTrials: 10,
        candidates: 24,
        sigma: DEFAULT_SIGMA,
      }),
      16,
      ({ trialIndex, point }) => {
        costs[trialIndex] = cost(Object.values(point.params).map(Number));
        return finishedTrial({ trialIndex, score: -costs[trialIndex] });
      },
    );
    return Math.min(...costs.filter((value) => value !== undefined));
  }).sort((a, b) => a - b);
  return (best[4] + best[5]) / 2;
}

describe.each(PROBLEMS)('search quality: $name', (problem) => {
  const random = medianBest('random', problem);

  it.each(['tpe', 'cma', 'nsga2'] as const)('%s beats random search in the median of ten seeds', (sampler) => {
    expect(medianBest(sampler, problem)).toBeLessThan(random);
  });

  it.each(['tpe', 'cma'] as const)('%s comes close to the minimum', (sampler) => {
    const minimum = problem.name === 'Branin' ? 0.397887 : 0;
    expect(medianBest(sampler, problem) - minimum).toBeLessThan((random - minimum) / 2);
  });
});

describe('search quality: a choice among eight', () => {
  const SURCHARGES = [3, 1, 2, 0.5, 0, 1.5, 4, 0.2];
  const problem: Problem = {
    name: 'sphere with a surcharge per choice',
    parameters: [
      list(
        'choice',
        SURCHARGES.map((_, choice) => choice),
      ),
      ...['x', 'y', 'z'].map((path) => float(path, { low: '-5', high: '5' })),
    ],
    cost: ([choice, x, y, z]) => SURCHARGES[choice] + square(x - 1) + square(y + 2) + square(z - 3),
    trials: 160,
  };

  it('tpe leaves the choice that was lucky first', () => {
    // A search that stays with it keeps its surcharge: about 1 in the median.
    expect(medianBest('tpe', problem)).toBeLessThan(0.2);
  });
});
