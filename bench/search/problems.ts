import type { FloatParameter, ParameterDefinition } from '../../src/optimizer/space/parameter.ts';
import { createSearchSpace } from '../../src/optimizer/space/search-space.ts';
import type { SearchProblem } from './search-problem.ts';

/** Values of the active parameters by name. */
export type ProblemValues = Readonly<Record<string, number | string>>;

/** A test function to be minimised. `optuna_search.py` holds the same functions by the same names. */
export interface Problem {
  readonly name: string;
  readonly parameters: readonly ParameterDefinition[];
  readonly cost: (values: ProblemValues) => number;
  /** Value at the best point. */
  readonly minimum: number;
  /** False where a parameter is a choice or depends on another one. */
  readonly isNumeric: boolean;
}

/** The published functions as problems of a search. */
export function publishedProblems(): readonly SearchProblem[] {
  return PROBLEMS.map(({ parameters, cost, ...rest }) => ({
    ...rest,
    space: createSearchSpace(parameters, []),
    costOf: ({ params }) => cost(params as ProblemValues),
  }));
}

/** Hartmann's function of six variables: L. Dixon and G. Szego (1978), *Towards Global Optimisation 2*. */
const HARTMANN_WEIGHTS = [1, 1.2, 3, 3.2];
const HARTMANN_SCALES = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const HARTMANN_CENTRES = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];

export const PROBLEMS: readonly Problem[] = [
  numeric('sphere', 5, ['-5', '5'], 0, (x) => x.reduce((sum, value) => sum + (value - 1) ** 2, 0)),
  numeric('Rosenbrock', 4, ['-2', '2'], 0, rosenbrock),
  {
    name: 'Branin',
    parameters: [float('x0', { low: '-5', high: '10' }), float('x1', { low: '0', high: '15' })],
    cost: (values) => branin(Number(values.x0), Number(values.x1)),
    minimum: 0.397887,
    isNumeric: true,
  },
  numeric('Hartmann-6', 6, ['0', '1'], -3.32237, hartmann),
  {
    name: 'mixed conditional',
    parameters: [
      { kind: 'categorical', path: 'kind', name: 'kind', when: null, values: ['line', 'tree'] },
      float('x', { low: '-5', high: '5' }),
      float('rate', { low: '0.0001', high: '1', log: true, when: "kind == 'line'" }),
      { kind: 'int', path: 'depth', name: 'depth', when: "kind == 'tree'", low: 1, high: 10, step: 1, log: false },
    ],
    cost: mixedConditional,
    minimum: 0,
    isNumeric: false,
  },
];

function numeric(
  name: string,
  dimensions: number,
  [low, high]: readonly [string, string],
  minimum: number,
  cost: (x: readonly number[]) => number,
): Problem {
  return {
    name,
    parameters: Array.from({ length: dimensions }, (_, d) => float(`x${d}`, { low, high })),
    cost: (values) => cost(Object.values(values).map(Number)),
    minimum,
    isNumeric: true,
  };
}

function float(name: string, range: Partial<FloatParameter>): FloatParameter {
  const defaults = { low: '0', high: '1', step: null, points: null, log: false };
  return { kind: 'float', path: name, name, when: null, ...defaults, ...range };
}

function rosenbrock(x: readonly number[]): number {
  let sum = 0;
  for (let d = 0; d + 1 < x.length; d++) sum += 100 * (x[d + 1] - x[d] ** 2) ** 2 + (1 - x[d]) ** 2;
  return sum;
}

function branin(x: number, y: number): number {
  const valley = y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6;
  return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
}

function hartmann(x: readonly number[]): number {
  return -HARTMANN_WEIGHTS.reduce((sum, weight, i) => {
    const distance = x.reduce(
      (total, value, d) => total + HARTMANN_SCALES[i][d] * (value - HARTMANN_CENTRES[i][d]) ** 2,
      0,
    );
    return sum + weight * Math.exp(-distance);
  }, 0);
}

function mixedConditional({ kind, x, rate, depth }: ProblemValues): number {
  return kind === 'line'
    ? (Number(x) + 2) ** 2 + (Math.log10(Number(rate)) + 2) ** 2
    : (Number(x) - 1) ** 2 + 0.1 * (Number(depth) - 7) ** 2 + 0.5;
}
