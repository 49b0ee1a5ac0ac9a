import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expNegative, MAX_EXPONENT } from '../../../src/optimizer/samplers/tpe/fast-exponential.ts';
import { Mixture } from '../../../src/optimizer/samplers/tpe/mixture.ts';
import { WeightedValues } from '../../../src/optimizer/samplers/tpe/weighted-values.ts';

function mixtureOf(lower: number, upper: number, means: readonly (readonly [number, number])[], isPooled: boolean) {
  const mixture = new Mixture(lower, upper, 64);
  mixture.clear();
  for (const [mean, weight] of means) mixture.add(mean, weight);
  mixture.seal(means.length, isPooled);
  return mixture;
}

const widthsOf = (mixture: Mixture): number[] => [...mixture.widths.slice(0, mixture.count)];

describe('mixture', () => {
  it('is the prior alone without observations', () => {
    const mixture = mixtureOf(2, 6, [], false);
    expect([[...mixture.means.slice(0, mixture.count)], widthsOf(mixture)]).toEqual([[4], [4]]);
  });

  it('has a total of 1 inside its range', () => {
    const mixture = mixtureOf(
      -1,
      3,
      [
        [-1, 1],
        [-0.95, 0.3],
        [0.2, 1],
        [2.9, 0.01],
      ],
      false,
    );
    const cells = 20_000;
    let total = 0;
    for (let i = 0; i < cells; i++) total += mixture.densityAt(-1 + (4 * (i + 0.5)) / cells) * (4 / cells);
    expect(total).toBeCloseTo(1, 7);
  });

  it('may stop above a limit, and is exact below it', () => {
    const many = Array.from({ length: 60 }, (_, i) => [i / 60, 1] as const);
    const mixture = mixtureOf(0, 1, many, false);
    const density = mixture.densityAt(0.4);
    expect(mixture.densityWithin(0.4, density)).toBe(density);
    expect(mixture.densityWithin(0.4, density * 1.5)).toBe(density);
    expect(mixture.densityWithin(0.4, density * 0.5)).toBeGreaterThan(density * 0.5);
  });

  it('puts the prior behind equal means; a pooled neighbour looks past it', () => {
    const means = [
      [3, 1],
      [5, 1],
      [7, 1],
    ] as const;
    const narrowest = 10 / 5;
    expect(widthsOf(mixtureOf(0, 10, means, true))).toEqual([2, 2, 10, 2]);
    const uneven = [
      [4.5, 1],
      [5, 1],
      [9, 1],
    ] as const;
    expect(widthsOf(mixtureOf(0, 10, uneven, true))).toEqual([narrowest, 4, 10, 4]);
    expect(widthsOf(mixtureOf(0, 10, uneven, false))).toEqual([narrowest, narrowest, 10, 4]);
  });

  it('weighs components', () => {
    const heavy = mixtureOf(0, 1, [[0.1, 9]], true);
    const light = mixtureOf(0, 1, [[0.1, 0.5]], true);
    expect(heavy.densityAt(0.1)).toBeGreaterThan(light.densityAt(0.1));
    expect(heavy.densityAt(0.9)).toBeLessThan(light.densityAt(0.9));
  });
});

describe('fast exponential', () => {
  it('agrees with the exact one to the last bits', () => {
    for (let t = 0; t <= MAX_EXPONENT; t += 0.000_917) {
      expect(Math.abs(expNegative(t) / Math.exp(-t) - 1)).toBeLessThan(1e-15);
    }
    expect(expNegative(0)).toBe(1);
  });
});

describe('weighted values', () => {
  it('are sorted by value, equal ones as they came', () => {
    const value = fc.oneof(fc.double({ min: -3, max: 8, noNaN: true }), fc.constantFrom(-3, 8, 1, 1.000001));
    const sorted = new WeightedValues(-3, 8, 200);
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        sorted.clear();
        values.forEach((x, i) => {
          sorted.add(x, i);
        });
        sorted.sort();
        const expected = [...values.keys()].sort((a, b) => values[a] - values[b] || a - b);
        expect([...sorted.weights.slice(0, sorted.count)]).toEqual(expected);
        expect([...sorted.values.slice(0, sorted.count)]).toEqual(expected.map((i) => values[i]));
      }),
    );
  });
});
