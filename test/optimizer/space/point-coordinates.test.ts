import { describe, expect, it } from 'vitest';
import { GridSampler } from '../../../src/optimizer/samplers/grid-sampler.ts';
import { PointCoordinates } from '../../../src/optimizer/space/point-coordinates.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { derived, fixed, float, int, list } from './example-parameters.ts';

describe('coordinates of a point', () => {
  it('are its numbers, the places of its other values, and not a number where a parameter is inactive', () => {
    const space = createSearchSpace(
      [
        list('mode', ['off', 'on']),
        fixed('f', 7),
        { ...int('depth', { low: 3, high: 4 }), when: "mode == 'on'" },
        derived('twice', 'depth * 2'),
        list('mixed', [5, 'five', null, [1, 2], { a: 1 }]),
        { kind: 'bool', path: 'flag', name: 'flag', when: null, values: [true, false] },
        list('steps', [-0, 1e-300, 0.1]),
      ],
      [],
    );
    const points = new PointCoordinates(space);
    const all = new GridSampler(space, Number.POSITIVE_INFINITY).ask(1000);
    expect(all).toHaveLength(3 * 5 * 2 * 3);
    expect(all[0]!.coordinates).toEqual([0, Number.NaN, 0, 0, -0]);
    expect(all[89]!.coordinates).toEqual([1, 4, 4, 1, 0.1]);
    for (const { point, coordinates } of all) {
      expect(points.encode(point)).toEqual(coordinates);
      expect(points.decode(coordinates!)).toEqual(point);
    }
  });

  it('may be any number of a range', () => {
    const space = createSearchSpace([float('x'), int('n', { low: 1, high: 10 ** 9 })], []);
    const points = new PointCoordinates(space);
    expect(points.decode([0.123456789, 987_654_321]).paramsJson).toBe('{"n":987654321,"x":0.123456789}');
    expect(points.placesOf(['n', 'x'])).toEqual([1, 0]);
  });

  it('are refused where they stand for no point', () => {
    const points = new PointCoordinates(createSearchSpace([list('mode', ['a', 'b']), int('n')], ['n < 5']));
    expect(() => points.decode([0, 7])).toThrow('0, 7');
    const { point } = new GridSampler(createSearchSpace([list('mode', ['c']), int('n')], []), 1).ask(1)[0]!;
    expect(() => points.encode(point)).toThrow('"c"');
  });
});
