import { describe, expect, it } from 'vitest';
import { createSampler } from '../../../src/optimizer/samplers/built-samplers.ts';
import type { ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';
import { PointCoordinates } from '../../../src/optimizer/space/point-coordinates.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { orderBySeries } from '../../../src/optimizer/sweep/execution-order.ts';
import { findSeriesParameters } from '../../../src/optimizer/sweep/series-parameters.ts';

const list = (name: string, values: readonly number[], when: string | null = null): ParameterDefinition => ({
  kind: 'list',
  path: `p.${name}`,
  name,
  when,
  values,
});

describe('parameters that decide about series', () => {
  const values = (changes: readonly (readonly [string, unknown])[]) => Object.fromEntries(changes);

  it('are those for which the strategy asks for other series, the most series first', () => {
    const space = createSearchSpace(
      [list('stop', [1, 2, 3]), list('window', [10, 20]), list('period', [5, 6, 7]), list('target', [1, 2])],
      [],
    );
    const paths = findSeriesParameters(space, (changes) => {
      const { 'p.window': window, 'p.period': period } = values(changes);
      return new Set([`z ${window}`, `mean ${period}`, `band ${period}`]);
    });
    expect(paths).toEqual(['p.period', 'p.window']);
  });

  it('are found behind conditions, switches, derived values and invalid configurations', () => {
    const space = createSearchSpace(
      [
        list('filter', [0, 1]),
        list('length', [10, 20, 30], 'filter == 1'),
        list('fast', [1, 2, 3, 4]),
        { kind: 'derived', path: 'p.slow', name: 'slow', when: null, expr: 'fast * 2' },
        list('unused', [1, 2, 3]),
      ],
      ['fast < 4'],
    );
    const paths = findSeriesParameters(space, (changes) => {
      const { 'p.filter': filter, 'p.length': length, 'p.slow': slow, 'p.unused': unused } = values(changes);
      if (unused === 2) return null;
      return new Set([`mean ${slow}`, ...(filter === 1 ? [`filter ${length}`] : [])]);
    });
    expect([...paths].sort()).toEqual(['p.fast', 'p.filter', 'p.length']);
  });

  it('are none where all trials read the same', () => {
    const space = createSearchSpace([list('stop', [1, 2, 3])], []);
    expect(findSeriesParameters(space, () => new Set(['z']))).toEqual([]);
    expect(findSeriesParameters(space, () => null)).toEqual([]);
  });
});

describe('execution order', () => {
  it('lets the parameters that decide about series change slowest, and keeps the order of proposal otherwise', () => {
    const space = createSearchSpace([list('stop', [1, 2]), list('window', [10, 20]), list('period', [5, 6])], []);
    const points = new PointCoordinates(space);
    const sampler = createSampler('grid', {
      space,
      order: 'file',
      trials: Number.POSITIVE_INFINITY,
      root: 1,
      batchSize: 1,
      stallBatches: null,
      decimals: 6,
      startupTrials: 1,
      candidates: 1,
      sigma: 1,
    });
    const proposals = sampler.ask(100);
    const coordinateAt = (row: number, place: number) => points.encode(proposals[row]!.point)[place]!;
    const ordered = orderBySeries(proposals.length, points.placesOf(['p.period', 'p.window']), coordinateAt);
    expect(ordered.map((row) => Object.values(proposals[row]!.point.params).join(' '))).toEqual([
      '1 10 5',
      '2 10 5',
      '1 20 5',
      '2 20 5',
      '1 10 6',
      '2 10 6',
      '1 20 6',
      '2 20 6',
    ]);
    expect(orderBySeries(proposals.length, [], coordinateAt)).toEqual([...proposals.keys()]);
  });

  it('keeps trials together in which a parameter is inactive', () => {
    const column = [1, Number.NaN, 2, Number.NaN, 1];
    expect(orderBySeries(5, [0], (row) => column[row]!)).toEqual([0, 4, 1, 3, 2]);
  });
});
