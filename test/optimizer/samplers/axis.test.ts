import { describe, expect, it } from 'vitest';
import { axesOf, geneAtUnit, valueOfGene } from '../../../src/optimizer/samplers/axis.ts';
import { WorkingRange } from '../../../src/optimizer/samplers/tpe/working-range.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { fixed, float, int, list } from '../space/example-parameters.ts';

const AXES = axesOf(
  createSearchSpace(
    [
      fixed('f', 1),
      int('n', { low: 10, high: 54, step: 10 }),
      int('w', { low: 5, high: 200, log: true }),
      int('s', { low: 1, high: 100, step: 7, log: true }),
      float('z', { low: '0.1', high: '0.35', step: '0.1' }),
      float('k', { low: '0.5', high: '2.5' }),
      float('r', { low: '0.001', high: '0.1', log: true }),
      list('m', ['a', 'b', 'c']),
    ],
    [],
  ),
);

describe('axes', () => {
  it('give the values of the unit map', () => {
    expect(AXES.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const axis of AXES) {
      for (let u = 0; u < 1; u += 0.0137) {
        expect(valueOfGene(axis, geneAtUnit(axis, u))).toEqual(axis.dimension.valueAtUnit(u));
      }
    }
  });

  it('end at the last value of the grid', () => {
    expect(AXES.map(({ kind, low, high }) => [kind, low, high]).slice(0, 4)).toEqual([
      ['stepped', 10, 50],
      ['stepped', 5, 200],
      ['stepped', 1, 99],
      ['stepped', 0.1, 0.3],
    ]);
  });
});

describe('working ranges', () => {
  const ranges = AXES.slice(0, 6).map((axis) => ({ axis, range: new WorkingRange(axis) }));

  it('reach half a step beyond stepped ranges, and never below 0.5 on logarithms', () => {
    const ends = ranges.map(({ axis, range }) =>
      [range.lower, range.upper].map((end) => Number((axis.isLog ? Math.exp(end) : end).toPrecision(12))),
    );
    expect(ends).toEqual([
      [5, 55],
      [4.5, 200.5],
      [0.5, 102.5],
      [0.05, 0.35],
      [0.5, 2.5],
      [0.001, 0.1],
    ]);
  });

  it('come back to every gene, and snap the ends to the range', () => {
    for (const { axis, range } of ranges) {
      for (let u = 0; u < 1; u += 0.0137) {
        const gene = geneAtUnit(axis, u);
        expect(range.geneAt(range.coordinateOf(gene))).toBe(gene);
      }
      const ends = [range.geneAt(range.lower), range.geneAt(range.upper)].map((gene) => valueOfGene(axis, gene));
      expect(ends).toEqual([axis.low, axis.high]);
    }
  });
});
