import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { type RandomStream, stream } from '../../../src/optimizer/random/seeds.ts';
import { searchKey } from '../../../src/optimizer/ranking/search-order.ts';
import { type Axis, axesOf, valueOfGene } from '../../../src/optimizer/samplers/axis.ts';
import { BatchedSampler } from '../../../src/optimizer/samplers/batched-sampler.ts';
import { breedChild, createRandomGenes, selectParent } from '../../../src/optimizer/samplers/nsga2/breed.ts';
import { Nsga2Method } from '../../../src/optimizer/samplers/nsga2/nsga2-method.ts';
import { selectSurvivors } from '../../../src/optimizer/samplers/nsga2/survival.ts';
import type { FinishedTrial } from '../../../src/optimizer/samplers/sampler.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { float, int, list } from '../space/example-parameters.ts';
import { finishedTrial } from './finished-trial.ts';
import { REFERENCE } from './sampler-reference.ts';

const { children } = REFERENCE.nsga2;

const NAMES = ['n', 'k', 'mode'];
const AXES = axesOf(
  createSearchSpace(
    [
      int('n', { low: 10, high: 50, step: 10 }),
      float('k', { low: '0.5', high: '2.5' }),
      list('mode', ['all', 'any', 'none']),
    ],
    [],
  ),
);

function toGenes(individual: JsonObject): Float64Array {
  return Float64Array.from(AXES, (axis, d) => {
    const value = individual[NAMES[d]];
    if (axis.kind === 'continuous') return Number(value);
    return [...Array(axis.size).keys()].findIndex((level) => axis.dimension.valueAt(level) === value);
  });
}

function toValues(genes: Float64Array): JsonObject {
  return Object.fromEntries(AXES.map((axis, d) => [NAMES[d], valueOfGene(axis, genes[d])]));
}

describe('the reference children', () => {
  it('are bred by the draws of the generation', () => {
    const random = stream(42, 'sampler', 'nsga2', 1);
    const parents = children.inputs.population_best_first.map(toGenes);
    const child = new Float64Array(AXES.length);
    const draws: number[] = [];
    const recorded: RandomStream = { uniform: () => draws[draws.push(random.uniform()) - 1] };
    for (const { parents: chosen, child: values } of children.expected) {
      draws.length = 0;
      breedChild(AXES, parents, recorded, child);
      expect(toValues(child)).toEqual(values);
      const replayed = [...draws];
      const again: RandomStream = { uniform: () => replayed.shift() as number };
      expect([selectParent(4, again), selectParent(4, again)]).toEqual(chosen);
    }
  });
});

describe('mutation', () => {
  /** No crossover, then a mutation whose further draws are given; all of them must be used. */
  const breed = (axis: Axis, gene: number, draws: readonly number[]): number => {
    const rest = [0, 0, 0, 0, 0.95, 0, ...draws];
    const child = new Float64Array(1);
    breedChild([axis], [Float64Array.of(gene)], { uniform: () => rest.shift() as number }, child);
    expect(rest).toEqual([]);
    return child[0];
  };
  const axis = (...parameters: Parameters<typeof createSearchSpace>[0]): Axis =>
    axesOf(createSearchSpace(parameters, []))[0];

  it('moves a stepped value by one step, the other way at the ends', () => {
    const levels = axis(int('n', { low: 0, high: 3 }));
    expect(breed(levels, 2, [0.4, 0.4])).toBe(1);
    expect(breed(levels, 2, [0.4, 0.6])).toBe(3);
    expect(breed(levels, 0, [0.4, 0.4])).toBe(1);
    expect(breed(levels, 3, [0.4, 0.6])).toBe(2);
    expect(breed(axis(int('n', { low: 5, high: 5 })), 0, [0.4, 0.4])).toBe(0);
  });

  it('redraws by the unit map otherwise', () => {
    expect(breed(axis(int('n', { low: 0, high: 3 })), 2, [0.5, 0.99])).toBe(3);
    expect(breed(axis(list('m', ['a', 'b', 'c'])), 0, [0.99])).toBe(2);
  });

  it('moves a continuous value by a tenth of the range, reflected at the ends, on logarithms with log', () => {
    const oneSigma = 0.8413447460685429;
    expect(breed(axis(float('x', { low: '0', high: '10' })), 4, [0.4, oneSigma])).toBe(5);
    expect(breed(axis(float('x', { low: '0', high: '10' })), 9.5, [0.4, oneSigma])).toBe(9.5);
    expect(breed(axis(float('x', { low: '1', high: '1024', log: true })), 4, [0.4, oneSigma])).toBe(8);
  });
});

describe('survival', () => {
  const select = (trials: readonly FinishedTrial[], count: number): number[] => {
    const individuals = trials.map((trial) => {
      const key = searchKey(trial, 6);
      return { objectives: [key.key.scoreQ], key, trialIndex: trial.trialIndex };
    });
    return selectSurvivors(individuals, count).map(({ trialIndex }) => trialIndex);
  };

  it('puts feasible trials first, then less violation, failures last', () => {
    const trials = [
      finishedTrial({ trialIndex: 0, status: 'failed', score: Number.NaN, configHash: null }),
      finishedTrial({ trialIndex: 1, status: 'infeasible', score: 99, violation: 2 }),
      finishedTrial({ trialIndex: 2, score: -5 }),
      finishedTrial({ trialIndex: 3, status: 'infeasible', score: -1, violation: 1 }),
      finishedTrial({ trialIndex: 4, score: 7 }),
      finishedTrial({ trialIndex: 5, score: Number.NaN }),
    ];
    expect(select(trials, 6).slice(0, 4)).toEqual([4, 2, 3, 1]);
    expect(select(trials, 2)).toEqual([4, 2]);
  });

  it('leaves equal scores to the comparator', () => {
    const trials = [3, 1, 2, 5, 4].map((profitNet, trialIndex) => finishedTrial({ trialIndex, score: 1, profitNet }));
    expect(select(trials, 5)).toEqual([3, 4, 0, 2, 1]);
  });

  it('leaves infeasible trials with equal violation to the comparator', () => {
    const trials = [2, 9, 1, 5, 7].map((score, trialIndex) =>
      finishedTrial({ trialIndex, score, status: 'infeasible', violation: 1 }),
    );
    expect(select(trials, 5)).toEqual([1, 4, 3, 0, 2]);
  });

  it('spreads a front of two objectives', () => {
    const front = [
      [0, 10],
      [1, 9],
      [2, 8],
      [8, 2],
      [10, 0],
    ].map((objectives, trialIndex) => ({
      objectives,
      trialIndex,
      key: searchKey(finishedTrial({ trialIndex }), 6),
    }));
    expect(
      selectSurvivors(front, 4)
        .map(({ trialIndex }) => trialIndex)
        .sort(),
    ).toEqual([0, 2, 3, 4]);
  });
});

describe('generations', () => {
  it('are bred from the best of all earlier trials, again where a child will not do', () => {
    const parameters = [
      int('n', { low: 10, high: 50, step: 10 }),
      float('k', { low: '0.5', high: '2.5' }),
      list('mode', ['all', 'any', 'none']),
    ];
    const space = createSearchSpace(parameters, ["mode != 'any' || n < 40"]);
    const method = new Nsga2Method(space, { root: 42, population: 8, decimals: 6 });
    const sampler = new BatchedSampler(method, { trials: 80, stallBatches: null, decimals: 6 });
    // Later generations are judged worse, so that only a memory of the best keeps the parents.
    const scoreOf = (trialIndex: number, values: JsonObject): number =>
      Number(values.n) * Number(values.k) - 20 * Math.floor(trialIndex / 16);
    const known: { genes: Float64Array; score: number }[] = [];
    const seen = new Set<string>();
    for (let g = 0; g < 10; g++) {
      const random = stream(42, 'sampler', 'nsga2', g);
      const parents = [...known]
        .sort((a, b) => b.score - a.score)
        .slice(0, 8)
        .map(({ genes }) => genes);
      const expected: JsonObject[] = [];
      while (expected.length < 8) {
        const child = new Float64Array(3);
        if (g === 0) createRandomGenes(AXES, random, child);
        else breedChild(AXES, parents, random, child);
        const values = toValues(child);
        const isTaken = seen.has(child.join()) || (values.mode === 'any' && Number(values.n) >= 40);
        if (isTaken) continue;
        seen.add(child.join());
        known.push({ genes: child, score: scoreOf(known.length, values) });
        expected.push(values);
      }
      const batch = sampler.ask(8);
      expect(batch.map(({ point }) => point.params)).toEqual(expected);
      const finished = batch.map(({ trialIndex, point }) =>
        finishedTrial({ trialIndex, score: scoreOf(trialIndex, point.params) }),
      );
      sampler.tell(finished);
    }
    expect(sampler.losses.violating).toBeGreaterThan(0);
    expect(sampler.losses.repeated).toBeGreaterThan(0);
  });

  it('draw for inactive parameters too', () => {
    const space = createSearchSpace(
      [list('mode', ['off', 'on']), { ...int('depth', { low: 1, high: 1000 }), when: "mode == 'on'" }, float('x')],
      [],
    );
    const sampler = new BatchedSampler(new Nsga2Method(space, { root: 1, population: 4, decimals: 6 }), {
      trials: 4,
      stallBatches: null,
      decimals: 6,
    });
    const random = stream(1, 'sampler', 'nsga2', 0);
    for (const { point } of sampler.ask(4)) {
      const [mode, depth, x] = [random.uniform(), random.uniform(), random.uniform()];
      const value = Number(x.toPrecision(12));
      const isOn = mode >= 0.5;
      expect(point.params).toEqual(
        isOn ? { mode: 'on', depth: 1 + Math.floor(depth * 1000), x: value } : { mode: 'off', x: value },
      );
    }
  });
});
