import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { type Importance, mainEffects } from '../../../src/optimizer/statistics/importance.ts';
import { gridNeighbours, nearestTrials, parameterDistance } from '../../../src/optimizer/statistics/neighbours.ts';
import { placeParameters } from '../../../src/optimizer/statistics/parameter-points.ts';
import { InlineRunner } from '../../../src/optimizer/statistics/pieces/piece-runner.ts';
import { describePlateau, type Plateau } from '../../../src/optimizer/statistics/plateau.ts';
import {
  neighbourDistances,
  scatteredNeighbours,
  smoothingBandwidth,
  smoothScore,
} from '../../../src/optimizer/statistics/plateau-smoothing.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { float, int, list } from '../space/example-parameters.ts';
import { readReference } from './example-matrix.ts';

interface GridExpected {
  x: number;
  y: number;
  score: number;
  plateau_neighbours: number;
  neighbour_median: number;
  plateau_ratio: number;
  plateau_min_score: number;
  plateau_std_score: number;
  plateau_score: number;
}

const { grid, scattered } = readReference<{
  grid: {
    inputs: { x: number[]; y: number[]; scores_by_x_then_y: number[][]; radius: number };
    expected: {
      best_by_score: GridExpected;
      best_by_plateau_score: GridExpected;
      main_effect_share: { x: number; y: number; interaction_and_residual: number };
    };
  };
  scattered: {
    inputs: { unit_coordinates: [number, number][]; scores: number[]; k: number };
    expected: {
      kth_neighbour_distance: number[];
      bandwidth: number;
      smoothed_scores: number[];
      best_by_score: number;
      best_by_smoothed_score: number;
    };
  };
}>('plateau');

describe('plateau on a grid', () => {
  const { x, y, scores_by_x_then_y: rows, radius } = grid.inputs;
  const space = createSearchSpace([list('x', x), list('y', y)], []);
  const trials: JsonObject[] = x.flatMap((a) => y.map((b) => ({ x: a, y: b })));
  const points = placeParameters(space, trials);
  const scores = Float64Array.from(rows.flat());
  const plateauOf = (trial: number): Plateau =>
    describePlateau(
      scores[trial]!,
      Float64Array.from(gridNeighbours(points, trial, radius), (near) => scores[near]!),
    );

  function expectPlateau(trial: number, expected: GridExpected): void {
    const actual = plateauOf(trial);
    expect(trials[trial]).toEqual({ x: expected.x, y: expected.y });
    expect(scores[trial]).toBe(expected.score);
    expect(actual.neighbours).toBe(expected.plateau_neighbours);
    expectFigure(actual.neighbourMedian as number, expected.neighbour_median, 'median');
    expectFigure(actual.ratio as number, expected.plateau_ratio, 'ratio');
    expectFigure(actual.minScore as number, expected.plateau_min_score, 'min');
    expectFigure(actual.stdScore as number, expected.plateau_std_score, 'std');
    expectFigure(actual.plateauScore as number, expected.plateau_score, 'plateau score');
  }

  it('describes the best trial and the best by plateau score', () => {
    const all = trials.map((_, trial) => trial);
    const best = (value: (trial: number) => number): number => all.reduce((a, b) => (value(b) > value(a) ? b : a));
    expectPlateau(
      best((trial) => scores[trial]!),
      grid.expected.best_by_score,
    );
    expectPlateau(
      best((trial) => plateauOf(trial).plateauScore as number),
      grid.expected.best_by_plateau_score,
    );
  });

  it('takes no trial on another market for a neighbour, however markets are listed', () => {
    const markets = { kind: 'list', path: 'symbol', name: 'symbol', when: null, values: ['EURUSD', 'GBPUSD'] } as const;
    const onMarkets = placeParameters(
      createSearchSpace([markets, int('n', { low: 1, high: 3 })], []),
      markets.values.flatMap((symbol) => [1, 2, 3].map((n) => ({ symbol, n }))),
    );
    expect([...gridNeighbours(onMarkets, 1, 1)]).toEqual([0, 2]);
    expect([...gridNeighbours(onMarkets, 4, 1)]).toEqual([3, 5]);
  });

  it('attributes the variance of the scores to the parameters', () => {
    const expected = grid.expected.main_effect_share;
    const actual = mainEffects(points, scores, 'levels', true) as Importance;
    expect(actual.parameters.map(({ path }) => path)).toEqual(['x', 'y']);
    expectFigure(actual.parameters[0]!.share, expected.x, 'x');
    expectFigure(actual.parameters[1]!.share, expected.y, 'y');
    expectFigure(actual.interaction, expected.interaction_and_residual, 'interaction');
    expect(actual.isApproximate).toBe(false);
  });

  it('cuts ordered parameters into five groups where asked, equal values together', () => {
    const quintiles = mainEffects(points, scores, 'quintiles', false) as Importance;
    expectFigure(quintiles.parameters[0]!.share, grid.expected.main_effect_share.x, 'x');
    const many = placeParameters(
      createSearchSpace([int('n', { low: 1, high: 100 })], []),
      Array.from({ length: 100 }, (_, i) => ({ n: i + 1 })),
    );
    const stairs = Float64Array.from({ length: 100 }, (_, i) => Math.floor(i / 20));
    expectFigure((mainEffects(many, stairs, 'quintiles', false) as Importance).parameters[0]!.share, 1, 'stairs');
    expect(mainEffects(many, new Float64Array(100), 'levels', true)).toMatchObject({ value: 'n/a' });
  });
});

describe('plateau of scattered trials', () => {
  const { unit_coordinates: coordinates, scores, k } = scattered.inputs;
  const { expected } = scattered;
  const space = createSearchSpace([float('a'), float('b')], []);
  const points = placeParameters(
    space,
    coordinates.map(([a, b]) => ({ a, b })),
  );

  it('measures the distances to the k-th neighbour', async () => {
    const distances = neighbourDistances(points, k);
    expected.kth_neighbour_distance.forEach((value, i) => {
      expectFigure(distances[i]!, value, `distance ${i}`);
    });
    expectFigure(await smoothingBandwidth(points, k, new InlineRunner()), expected.bandwidth, 'bandwidth');
  });

  it('smooths the scores', () => {
    const smoothed = coordinates.map((_, trial) =>
      smoothScore(points, Float64Array.from(scores), expected.bandwidth, trial),
    );
    smoothed.forEach((value, i) => {
      expectFigure(value, expected.smoothed_scores[i]!, `smoothed ${i}`);
    });
    expect(smoothed.indexOf(Math.max(...smoothed))).toBe(expected.best_by_smoothed_score);
  });

  it('takes the nearest trials, the smaller index on ties', () => {
    const line = placeParameters(
      createSearchSpace([int('n', { low: 0, high: 7 })], []),
      [0, 1, 2, 3, 7].map((n) => ({ n })),
    );
    expect([...nearestTrials(line, 1, 3).indices]).toEqual([0, 2, 3]);
    expect([...nearestTrials(line, 4, 9).indices]).toEqual([3, 2, 1, 0]);
    expect(scatteredNeighbours(2)).toBe(5);
    expect(scatteredNeighbours(4)).toBe(8);
  });
});

describe('places of parameters', () => {
  const space = createSearchSpace(
    [
      { kind: 'categorical', path: 'mode', name: 'mode', when: null, values: ['a', 'b', 'c'] },
      int('slow', { low: 70, high: 90, step: 10, when: "mode == 'a'" }),
      float('factor', { low: '0.35', high: '0.38', step: '0.006' }),
      int('window', { low: 20, high: 400, log: true }),
      float('rate', { low: '0.01', high: '1', log: true }),
    ],
    [],
  );
  const at = (mode: string, slow: number | null, factor: number, window: number, rate: number): JsonObject => ({
    mode,
    ...(slow === null ? {} : { slow }),
    factor,
    window,
    rate,
  });
  const points = placeParameters(space, [
    at('a', 70, 0.35, 20, 0.1),
    at('a', 80, 0.356, 21, 0.1),
    at('b', null, 0.35, 20, 0.1),
    at('c', null, 0.38, 400, 1),
  ]);

  it('are levels on the value list and middles of cells', () => {
    const [mode, slow, factor, window, rate] = points.axes;
    expect([...mode!.levels]).toEqual([0, 0, 1, 2]);
    expect(mode!.isOrdered).toBe(false);
    expect([...slow!.levels]).toEqual([0, 1, -1, -1]);
    expect(slow!.coordinates[1]).toBe(0.5);
    expect(slow!.coordinates[2]).toBeNaN();
    expect([...factor!.levels]).toEqual([0, 1, 0, 5]);
    expectFigure(factor!.coordinates[3]!, 5.5 / 6, 'factor');
    expect([...window!.levels]).toEqual([0, 1, 0, 380]);
    const [low, high] = [Math.log(19.5), Math.log(400.5)];
    expectFigure(window!.coordinates[0]!, (Math.log(20.5) - low) / 2 / (high - low), 'window');
    expectFigure(rate!.coordinates[0]!, 0.5, 'rate');
    expect([...rate!.levels]).toEqual([0, 0, 0, 0]);
  });

  it('lie in the cell that the unit map takes back to the value', () => {
    for (const [position, axis] of points.axes.entries()) {
      const dimension = space.dimensions[position]!;
      axis.coordinates.forEach((u, trial) => {
        if (Number.isNaN(u) || axis.path === 'rate') return;
        expect(dimension.valueAtUnit(u)).toBe(dimension.valueAt(axis.levels[trial]!));
      });
    }
  });

  it('are neighbours only with equal categories and equal activity', () => {
    expect([...gridNeighbours(points, 0, 1)]).toEqual([1]);
    expect([...gridNeighbours(points, 2, 1)]).toEqual([]);
    expect([...gridNeighbours(points, 2, 400)]).toEqual([]);
  });

  it('are no neighbours where an ordered parameter is active in one of them only', () => {
    const switched = createSearchSpace([list('on', [0, 1]), int('x', { when: 'on == 1' })], []);
    const pair = placeParameters(switched, [{ on: 0 }, { on: 1, x: 0 }, { on: 1, x: 1 }]);
    expect([...gridNeighbours(pair, 0, 1)]).toEqual([]);
    expect([...gridNeighbours(pair, 1, 1)]).toEqual([2]);
  });

  it('are one apart where category or activity differ', () => {
    expectFigure(parameterDistance(points, 0, 2), Math.sqrt(2 / 5), 'mode and slow');
  });

  it('must be values of the space', () => {
    expect(() => placeParameters(space, [at('d', null, 0.35, 20, 0.1)])).toThrow(/"d" is no value of parameter 'mode'/);
  });
});

describe('plateau figures', () => {
  it('are missing without neighbours, and the ratio below two and for a score that is not positive', () => {
    expect(describePlateau(1, new Float64Array(0))).toMatchObject({ neighbours: 0, minScore: { value: 'n/a' } });
    expect(describePlateau(1, Float64Array.of(0.5))).toMatchObject({ minScore: 0.5, ratio: { value: 'n/a' } });
    expect(describePlateau(0, Float64Array.of(-1, -2))).toMatchObject({ minScore: -2, ratio: { value: 'n/a' } });
    expect(describePlateau(1, Float64Array.of(-1, -2)).ratio).toBe(0);
    expect(describePlateau(1, Float64Array.of(3, 5)).ratio).toBe(1);
  });
});
