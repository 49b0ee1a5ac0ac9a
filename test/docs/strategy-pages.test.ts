import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getStrategy, strategyNames } from '../../src/core/strategy/registry.ts';

const PAGES: Readonly<Record<string, string>> = {
  donchian_breakout: 'donchian-breakout.md',
  mean_reversion_z_score: 'strategy.md',
};
const ROW = /^\| `(?<key>\w+)` \| (?<type>\w+) \| (?<range>[^|]+) \| (?<standard>[^|]+) \| .* \|$/gm;

describe.each(strategyNames())('the page of %s', (name) => {
  const page = readFileSync(new URL(`../../docs/${PAGES[name]}`, import.meta.url), 'utf8');
  const rows = [...page.matchAll(ROW)].map(({ groups }) => groups as Record<string, string>);
  const descriptors = getStrategy(name)!.parameterDescriptors;

  it('is headed by its name and lists every parameter with its type, in order', () => {
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    expect(rows.map(({ key, type }) => [key, type])).toEqual(descriptors.map(({ key, type }) => [key, type]));
  });

  it('gives the limits and the default of every number', () => {
    for (const { key, type, min, minExclusive, max, maxExclusive, defaults } of descriptors) {
      if (type !== 'int' && type !== 'float') continue;
      const lower = min === undefined ? '' : `${minExclusive === true ? '>' : '>='} ${min}`;
      const upper = max === undefined ? '' : `${maxExclusive === true ? '<' : '<='} ${max}`;
      const both = min !== undefined && max !== undefined ? `${min} to ${max}` : lower + upper;
      const row = rows.find((candidate) => candidate.key === key);
      expect([key, row?.range]).toEqual([key, both]);
      const shown = [...(row?.standard ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => JSON.parse(text) as unknown);
      expect(shown, key).toContain(defaults.v2);
    }
  });
});
