import { describe, expect, it } from 'vitest';
import { resolveShortNames } from '../../../src/optimizer/space/parameter-names.ts';
import { buildSearchSpace, createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { derived, fixed, float, int, list } from './example-parameters.ts';

function issuesOf(...[parameters, constraints]: Parameters<typeof buildSearchSpace>) {
  const result = buildSearchSpace(parameters, constraints);
  return result.ok ? [] : result.issues.map(({ code, place, message }) => ({ code, place, message }));
}

describe('buildSearchSpace', () => {
  it('counts raw points, also beyond 2^32, and has none with a continuous range', () => {
    const wide = int('a', { low: 1, high: 1e6 });
    expect(createSearchSpace([wide, { ...wide, path: 'b', name: 'b' }, fixed('c', 1)], []).rawPoints).toBe(1e12);
    expect(createSearchSpace([wide, float('x')], []).rawPoints).toBeNull();
  });

  it('reports every expression at once', () => {
    const issues = issuesOf([list('a', [1], 'b >'), derived('b', 'zz + 1')], ['a > 0', 'a > "x"']);
    expect(issues.map(({ place }) => place)).toEqual([
      { kind: 'parameter', index: 0, field: 'when' },
      { kind: 'parameter', index: 1, field: 'expr' },
      { kind: 'constraint', index: 1 },
    ]);
  });

  it('names all members of a cycle', () => {
    const [issue] = issuesOf([derived('a', 'b'), derived('b', 'c + 1'), derived('c', 'a')], []);
    expect(issue?.message).toContain('a -> b -> c -> a');
  });

  it('knows types: a text cannot be compared with a number', () => {
    expect(issuesOf([list('mode', ['x', 'y'])], ['mode > 1'])[0]?.message).toContain('needs a number, found a string');
    expect(issuesOf([list('mode', ['x', 1])], ["mode == 'x' || mode > 1"])).toEqual([]);
  });

  it('throws where a stored space is not valid', () => {
    expect(() => createSearchSpace([list('a', [1])], ['b > 1'])).toThrow('a checked search space is not valid');
  });
});

describe('resolveShortNames', () => {
  const entry = (path: string, as: string | null = null) => ({ path, as });

  it('takes the last component where it is unique', () => {
    const { names, issues } = resolveShortNames([entry('s.a'), entry('s.long.b'), entry('s.short.b'), entry('c')]);
    expect(names).toEqual(['a', null, null, 'c']);
    expect(issues).toEqual([]);
  });

  it('lets a given name win over a default one', () => {
    expect(resolveShortNames([entry('s.a', 'b'), entry('s.b')]).names).toEqual(['b', null]);
  });

  it('does not make a name of a word of the language', () => {
    expect(resolveShortNames([entry('s.min'), entry('s.true'), entry('s.EUR/USD')]).names).toEqual([null, null, null]);
  });

  it('refuses double, reserved and unusable names', () => {
    const { issues } = resolveShortNames([
      entry('s.a', 'x'),
      entry('s.b', 'x'),
      entry('s.c', 'if'),
      entry('s.d', '1a'),
      entry('e'),
      entry('s.f', 'e'),
    ]);
    expect(issues.map(({ place }) => (place.kind === 'parameter' ? place.index : -1))).toEqual([1, 2, 3, 5]);
  });
});
