import { describe, expect, it } from 'vitest';
import { elementPath, joinPaths, jsonPath, memberPath } from '../../../src/core/math/json-path.ts';
import { suggestName } from '../../../src/core/math/suggest.ts';

describe('suggestName', () => {
  const names = ['warmup_bars', 'window_length', 'htf_tf', 'sampler', 'bars'];

  it.each([
    ['warmup_bar', 'warmup_bars'],
    ['warmupbars', 'warmup_bars'],
    ['Window_Lenght', 'window_length'],
    ['sampel', 'sampler'],
    ['abrs', 'bars'],
    ['htf_ft', 'htf_tf'],
  ])('%s means %s', (name, expected) => {
    expect(suggestName(name, names)).toBe(expected);
  });

  it.each(['completely_different', 'x', 'barracuda', 'a'.repeat(10_000)])('says nothing about %s', (name) => {
    expect(suggestName(name, names)).toBeUndefined();
  });
});

describe('JSON paths', () => {
  it('quotes keys that are no plain names', () => {
    expect(memberPath('', 'a')).toBe('a');
    expect(memberPath('a', 'b_c')).toBe('a.b_c');
    expect(memberPath('overrides', 'EURUSD/*')).toBe('overrides["EURUSD/*"]');
    expect(elementPath('sessions', 2)).toBe('sessions[2]');
    expect(jsonPath(['a', 0, 'b', 'c d'])).toBe('a[0].b["c d"]');
    expect(joinPaths('a', '["b"]')).toBe('a["b"]');
    expect(joinPaths('a', 'b')).toBe('a.b');
    expect(joinPaths('a', '')).toBe('a');
  });
});
