import { describe, expect, it } from 'vitest';
import {
  HaltonSequence,
  haltonRotation,
  MAX_HALTON_DIMENSIONS,
  radicalInverse,
} from '../../../src/optimizer/samplers/halton-sequence.ts';
import { SequenceSampler, type UnitSequence } from '../../../src/optimizer/samplers/sequence-sampler.ts';
import { SOBOL_POLYNOMIALS } from '../../../src/optimizer/samplers/sobol-polynomials.ts';
import {
  createSobolSequence,
  MAX_SOBOL_DIMENSIONS,
  SobolSequence,
  sobolShift,
} from '../../../src/optimizer/samplers/sobol-sequence.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { float, int, list } from '../space/example-parameters.ts';
import { expectFigures, REFERENCE } from './sampler-reference.ts';

function take(sequence: UnitSequence, dimensions: number, count: number): number[][] {
  const point = new Float64Array(dimensions);
  return Array.from({ length: count }, () => {
    sequence.next(point);
    return [...point];
  });
}

describe('Sobol sequence', () => {
  const { sobol } = REFERENCE;

  it('has the reference direction numbers', () => {
    const found = SOBOL_POLYNOMIALS.map(({ degree, polynomial, initial }, i) => ({
      dimension: i + 2,
      degree,
      polynomial,
      m: initial,
    }));
    expect(found).toEqual(sobol.direction_numbers);
    expect(MAX_SOBOL_DIMENSIONS).toBe(40);
  });

  it('has the reference points, plain and shifted', () => {
    expect(take(new SobolSequence([0, 0, 0]), 3, 8)).toEqual(sobol.unscrambled_first_8);
    expect([0, 1, 2].map((d) => sobolShift(42, d))).toEqual(sobol.digital_shift);
    expect(take(createSobolSequence(42, 3), 3, 8)).toEqual(sobol.shifted_first_8);
  });

  it('puts one of the first 2^k points into every cell of every dimension', () => {
    const points = take(createSobolSequence(5, 40), 40, 1024);
    for (let d = 0; d < 40; d++) {
      expect(new Set(points.map((point) => Math.floor((point[d] as number) * 1024))).size).toBe(1024);
    }
  });

  it('fills every pair of the first dimensions evenly', () => {
    const points = take(createSobolSequence(5, 4), 4, 4096);
    for (const [a, b] of [
      [0, 1],
      [0, 3],
      [2, 3],
    ] as const) {
      const counts = new Map<number, number>();
      for (const point of points) {
        const cell = Math.floor((point[a] as number) * 16) * 16 + Math.floor((point[b] as number) * 16);
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
      }
      expect([...counts.values()]).toEqual(Array.from({ length: 256 }, () => 16));
    }
  });

  it('refuses more dimensions than it has numbers for', () => {
    expect(() => createSobolSequence(1, 41)).toThrow(RangeError);
  });
});

describe('Halton sequence', () => {
  const { halton } = REFERENCE;

  it('has the reference points, plain and rotated', () => {
    const plain = Array.from({ length: 6 }, (_, i) => halton.bases.map((base) => radicalInverse(i + 1, base)));
    expectFigures(plain.flat(), halton.first_6_from_index_1.flat());
    expectFigures(
      [0, 1, 2].map((d) => haltonRotation(42, d)),
      halton.rotation,
    );
    expectFigures(take(new HaltonSequence(42, 3), 3, 6).flat(), halton.rotated_first_6.flat());
  });

  it('stays in the unit cube', () => {
    const points = take(new HaltonSequence(7, 12), 12, 5000).flat();
    expect(points.every((u) => u >= 0 && u < 1)).toBe(true);
  });

  it('refuses more dimensions than it has bases for', () => {
    expect(MAX_HALTON_DIMENSIONS).toBe(12);
    expect(() => new HaltonSequence(1, 13)).toThrow(RangeError);
  });
});

describe('sequence sampler', () => {
  const coordinates = (sequence: UnitSequence) =>
    new SequenceSampler(createSearchSpace([float('x'), float('y')], []), 4, sequence)
      .ask(9)
      .map(({ point: { params } }) => [params.x, params.y]);

  it('takes the points of its sequence in order', () => {
    expect(coordinates(new SobolSequence([0, 0]))).toEqual([
      [0, 0],
      [0.5, 0.5],
      [0.75, 0.25],
      [0.25, 0.75],
    ]);
  });

  it('passes over violations and repetitions and numbers the rest', () => {
    const space = createSearchSpace([int('a', { low: 1, high: 4 }), list('b', [1, 2, 3])], ['a != b']);
    const sampler = new SequenceSampler(space, 100, createSobolSequence(3, 2));
    const proposals = sampler.ask(100);
    expect(proposals.map(({ trialIndex }) => trialIndex)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(sampler.losses.violating).toBeGreaterThan(0);
    expect(sampler.losses.repeated).toBeGreaterThan(0);
    expect(sampler.exhaustion).toContain('1000 points for trial 9');
  });
});
