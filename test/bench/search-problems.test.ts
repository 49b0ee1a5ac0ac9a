import { describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemValues } from '../../bench/search/problems.ts';

/** Published best points. */
const BEST: Readonly<Record<string, ProblemValues>> = {
  sphere: { x0: 1, x1: 1, x2: 1, x3: 1, x4: 1 },
  Rosenbrock: { x0: 1, x1: 1, x2: 1, x3: 1 },
  Branin: { x0: Math.PI, x1: 2.275 },
  'Hartmann-6': { x0: 0.20169, x1: 0.150011, x2: 0.476874, x3: 0.275332, x4: 0.311652, x5: 0.6573 },
  'mixed conditional': { kind: 'line', x: -2, rate: 0.01 },
};

describe('the test functions of the search', () => {
  it.each(PROBLEMS)('have their minimum where it is published: $name', ({ name, cost, minimum }) => {
    expect(cost(BEST[name]!)).toBeCloseTo(minimum, 5);
  });
});
