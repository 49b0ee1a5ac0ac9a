import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowdingDistances, dominates, hypervolume, paretoRanks } from '../../../src/optimizer/ranking/pareto.ts';
import { REFERENCE } from '../samplers/sampler-reference.ts';

const { inputs, expected } = REFERENCE.nsga2;
const points = inputs.points_maximise_both;

describe('the reference points', () => {
  it('have their ranks', () => {
    expect(paretoRanks(points)).toEqual(expected.rank);
  });

  it('have their crowding distances', () => {
    const found = points.map((): number => Number.NaN);
    for (const rank of new Set(expected.rank)) {
      const front = [...points.keys()].filter((i) => expected.rank[i] === rank);
      const distances = crowdingDistances(front.map((i) => points[i] ?? []));
      front.forEach((i, place) => {
        found[i] = distances[place] as number;
      });
    }
    expect(found).toEqual(expected.crowding.map((value) => (value === 'inf' ? Number.POSITIVE_INFINITY : value)));
  });

  it('have their hypervolume', () => {
    expect(hypervolume(points, [0, 0])).toBe(expected.hypervolume_reference_0_0);
  });
});

describe('ranks', () => {
  it('put feasible points first, then those with less violation', () => {
    const values = [[1], [9], [5], [7], [9]];
    expect(paretoRanks(values, [0, 2, 0, 1, Number.POSITIVE_INFINITY])).toEqual([1, 3, 0, 2, 4]);
  });

  it('are those of repeated peeling', () => {
    const point = fc.array(fc.nat(4), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), (values) => {
        const peeled = values.map(() => -1);
        for (let rank = 0; peeled.includes(-1); rank++) {
          const left = [...values.keys()].filter((i) => peeled[i] === -1);
          const front = left.filter((i) => !left.some((j) => dominates(values[j] ?? [], values[i] ?? [])));
          for (const i of front) peeled[i] = rank;
        }
        expect(paretoRanks(values)).toEqual(peeled);
      }),
    );
  });
});

describe('crowding', () => {
  it('ignores an objective in which the front has no extent', () => {
    expect(crowdingDistances([[1], [1], [1]])).toEqual([0, 0, 0]);
    expect(crowdingDistances([[1], [1]])).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(
      crowdingDistances([
        [1, 3],
        [2, 3],
        [4, 3],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY]);
  });
});

describe('hypervolume', () => {
  it('leaves out points that are not above the reference, and adds nothing for dominated ones', () => {
    expect(
      hypervolume(
        [
          [2, 2],
          [1, 1],
          [5, 0],
          [-1, 9],
        ],
        [0, 0],
      ),
    ).toBe(4);
    expect(hypervolume([], [0, 0])).toBe(0);
  });

  it('counts the dominated cells of a grid, for two to four objectives', () => {
    for (const objectives of [2, 3, 4]) {
      const point = fc.array(fc.nat(4), { minLength: objectives, maxLength: objectives });
      fc.assert(
        fc.property(fc.array(point, { maxLength: 8 }), (values) => {
          let cells = 0;
          for (let cell = 0; cell < 4 ** objectives; cell++) {
            const corner = Array.from({ length: objectives }, (_, k) => Math.floor(cell / 4 ** k) % 4);
            if (values.some((value) => corner.every((low, k) => (value[k] as number) > low))) cells += 1;
          }
          expect(hypervolume(values, new Array(objectives).fill(0))).toBe(cells);
        }),
        { numRuns: 50 },
      );
    }
  });
});
