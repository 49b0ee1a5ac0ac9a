import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { LatinHypercubeSampler, latinColumn } from '../../../src/optimizer/samplers/latin-hypercube-sampler.ts';
import { RandomSampler } from '../../../src/optimizer/samplers/random-sampler.ts';
import type { ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { derived, fixed, float, int, list } from '../space/example-parameters.ts';

const reference = JSON.parse(readFileSync('test/fixtures/optimizer/samplers.json', 'utf8')) as {
  random: { expected: JsonObject[] };
  latin_hypercube: { n: number; dimensions: number; expected: [number, number][] };
};

/** The space of the reference points. */
const PARAMETERS: readonly ParameterDefinition[] = [
  int('n', { low: 10, high: 50, step: 10 }),
  float('k', { low: '0.5', high: '2.5' }),
  float('lr', { low: '0.001', high: '0.1', log: true }),
  int('w', { low: 5, high: 200, log: true }),
  float('z', { low: '-0.85', high: '-0.75', step: '0.01' }),
  list('mode', ['all', 'any', 'none']),
];

describe('random sampler', () => {
  it('proposes the reference points', () => {
    const sampler = new RandomSampler(createSearchSpace(PARAMETERS, []), 3, 42);
    expect(sampler.ask(10).map(({ point }) => point.params)).toEqual(reference.random.expected);
    expect(sampler.ask(10)).toEqual([]);
    expect(sampler.exhaustion).toBeNull();
  });

  it('does not depend on how many are asked for at once', () => {
    const space = createSearchSpace(PARAMETERS, ['n * k > 30']);
    const whole = new RandomSampler(space, 50, 7).ask(50);
    const sampler = new RandomSampler(space, 50, 7);
    expect(Array.from({ length: 50 }, () => sampler.ask(1)).flat()).toEqual(whole);
    expect(whole.map(({ trialIndex }) => trialIndex)).toEqual(whole.map((_, i) => i));
    expect(whole.every(({ point: { params } }) => Number(params.n) * Number(params.k) > 30)).toBe(true);
    expect(sampler.losses.violating).toBeGreaterThan(0);
  });

  it('draws for inactive parameters too, and not for fixed and derived ones', () => {
    const plain = createSearchSpace(PARAMETERS, []);
    const others = createSearchSpace(
      [
        fixed('f', 1),
        PARAMETERS[0] as ParameterDefinition,
        derived('d', 'n + f'),
        { ...PARAMETERS[1], when: 'n < 0' },
      ].concat(PARAMETERS.slice(2)) as ParameterDefinition[],
      [],
    );
    const expected = new RandomSampler(plain, 5, 42).ask(5).map(({ point: { params } }) => {
      const { k: _, ...rest } = params;
      return rest;
    });
    expect(new RandomSampler(others, 5, 42).ask(5).map(({ point }) => point.params)).toEqual(expected);
  });

  it('finds every point of a small space, then says that it is used up', () => {
    const space = createSearchSpace([int('a', { low: 1, high: 4 }), int('b', { low: 1, high: 3 })], ['a != b']);
    const sampler = new RandomSampler(space, 100, 1);
    const found = new Set(sampler.ask(100).map(({ paramsHash }) => paramsHash));
    expect(found.size).toBe(9);
    expect(sampler.exhaustion).toContain('1000 draws for trial 9');
    expect(sampler.ask(1)).toEqual([]);
  });
});

describe('Latin hypercube sampler', () => {
  it('has the reference coordinates', () => {
    const { n, dimensions, expected } = reference.latin_hypercube;
    const columns = Array.from({ length: dimensions }, (_, d) => latinColumn(42, d, n));
    const points = expected.map((_, i) => columns.map((column) => column[i]));
    expect(points).toEqual(expected);
  });

  it('puts exactly one point into each cell of each dimension', () => {
    const column = latinColumn(3, 1, 500);
    expect([...column].map((u) => Math.floor(u * 500)).sort((a, b) => a - b)).toEqual([...column.keys()]);
  });

  it('drops violations and repetitions, numbers the rest and says so', () => {
    const space = createSearchSpace([int('a', { low: 1, high: 4 }), int('b', { low: 1, high: 3 })], ['a != b']);
    const sampler = new LatinHypercubeSampler(space, 24, 5);
    const proposals = [...sampler.ask(5), ...sampler.ask(100)];
    const { violating, repeated } = sampler.losses;
    expect(proposals.map(({ trialIndex }) => trialIndex)).toEqual(proposals.map((_, i) => i));
    expect(new Set(proposals.map(({ paramsHash }) => paramsHash)).size).toBe(proposals.length);
    expect(violating + repeated + proposals.length).toBe(24);
    expect(sampler.exhaustion).toContain(`${violating + repeated} of 24 points`);
  });

  it('is complete without constraints', () => {
    const sampler = new LatinHypercubeSampler(createSearchSpace(PARAMETERS, []), 40, 42);
    expect(sampler.ask(100)).toHaveLength(40);
    expect(sampler.exhaustion).toBeNull();
  });
});
