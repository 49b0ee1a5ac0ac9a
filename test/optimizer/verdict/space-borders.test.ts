import { describe, expect, it } from 'vitest';
import type { ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { findBorders } from '../../../src/optimizer/verdict/space-borders.ts';

const COMMON = { when: null };
const SPACE = createSearchSpace(
  [
    { ...COMMON, path: 'list', name: 'list', kind: 'list', values: [3, 1, 2] },
    { ...COMMON, path: 'two', name: 'two', kind: 'list', values: [1, 2] },
    { ...COMMON, path: 'words', name: 'words', kind: 'list', values: ['a', 'b', 'c'] },
    { ...COMMON, path: 'choice', name: 'choice', kind: 'categorical', values: [1, 2, 3] },
    { ...COMMON, path: 'whole', name: 'whole', kind: 'int', low: 1, high: 10, step: 4, log: false },
    {
      ...COMMON,
      path: 'range',
      name: 'range',
      kind: 'float',
      low: '0',
      high: '10',
      step: null,
      points: null,
      log: false,
    },
    {
      ...COMMON,
      path: 'scale',
      name: 'scale',
      kind: 'float',
      low: '1',
      high: '100',
      step: null,
      points: null,
      log: true,
    },
  ] satisfies ParameterDefinition[],
  [],
);

function borderOf(path: string, value: number | string): string | null | undefined {
  return findBorders(SPACE, { [path]: value }).find((finding) => finding.path === path)?.border;
}

describe('the ends of ranges', () => {
  it.each<[string, number | string, string | null | undefined]>([
    ['list', 3, 'highest'],
    ['list', 1, 'lowest'],
    ['list', 2, null],
    ['two', 1, undefined],
    ['words', 'a', undefined],
    ['choice', 1, undefined],
    ['whole', 9, 'highest'],
    ['whole', 5, null],
    ['range', 0.5, 'lowest'],
    ['range', 0.6, null],
    ['range', 9.5, 'highest'],
    ['scale', 1.2, 'lowest'],
    ['scale', 2, null],
    ['scale', 90, 'highest'],
  ])('are found: %s = %s', (path, value, border) => {
    expect(borderOf(path, value)).toBe(border);
  });

  it('are those of active parameters', () => {
    expect(findBorders(SPACE, {})).toEqual([]);
  });
});
