import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortIntoFronts } from '../../../src/optimizer/ranking/nondominated-sort.ts';
import { paretoRanks } from '../../../src/optimizer/ranking/pareto.ts';
import { ParetoFronts } from '../../../src/optimizer/ranking/pareto-fronts.ts';

interface NumberedPoint {
  readonly objectives: readonly number[];
  readonly number: number;
}

function frontsOf(values: readonly (readonly number[])[], maxFronts?: number): readonly (readonly NumberedPoint[])[] {
  const fronts = new ParetoFronts<NumberedPoint>(maxFronts);
  for (const [number, objectives] of values.entries()) fronts.add({ objectives, number });
  return fronts.fronts;
}

/** Numbers of the points by rank, by sorting all of them at once. */
function sortedAtOnce(values: readonly (readonly number[])[]): number[][] {
  const fronts: number[][] = [];
  paretoRanks(values).forEach((rank, number) => {
    fronts[rank] ??= [];
    fronts[rank].push(number);
  });
  return fronts;
}

const numbersOf = (fronts: readonly (readonly NumberedPoint[])[]): number[][] =>
  fronts.map((front) => front.map(({ number }) => number).sort((a, b) => a - b));

const points = fc.integer({ min: 1, max: 4 }).chain((size) => {
  const point = fc.array(fc.nat(5), { minLength: size, maxLength: size });
  return fc.array(point, { maxLength: 60 });
});

describe('fronts of a whole set', () => {
  it('are those of comparing every pair', () => {
    fc.assert(
      fc.property(points, (values) => {
        const fronts = sortIntoFronts(values).map((front) => front.toSorted((a, b) => a - b));
        expect(fronts).toEqual(sortedAtOnce(values));
      }),
    );
  });
});

describe('fronts of a growing set', () => {
  it('are those of sorting all points', () => {
    fc.assert(
      fc.property(points, (values) => {
        expect(numbersOf(frontsOf(values))).toEqual(sortedAtOnce(values));
      }),
    );
  });

  it('are the same where the last ones are forgotten', () => {
    fc.assert(
      fc.property(points, (values) => {
        expect(numbersOf(frontsOf(values, 3))).toEqual(sortedAtOnce(values).slice(0, 3));
      }),
    );
  });
});
