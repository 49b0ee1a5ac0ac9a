import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_DEFINITIONS } from '../../src/core/metrics/definitions.ts';
import { CONTRACT_METRIC_KEYS, EXTENDED_METRIC_KEYS, METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { metricDecimals } from '../../src/core/metrics/metric-rounding.ts';

const PAGE = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
const ROW = /^\| `(?<key>\w+)` +\| (?<unit>\w+) +\| (?<decimals>\d) +\| .*\| (?<missing>[^|]+?) +\|$/gm;

const rows = [...PAGE.matchAll(ROW)].map(({ groups }) => groups as Record<string, string>);

describe('docs/metrics.md', () => {
  it('has one row per key, in the order of the keys', () => {
    expect(rows.map(({ key }) => key)).toEqual([...CONTRACT_METRIC_KEYS, ...EXTENDED_METRIC_KEYS]);
  });

  it.each(METRIC_KEYS)('shows unit, decimals and "n/a" of %s as defined', (key) => {
    const row = rows.find((candidate) => candidate.key === key);
    const { unit, type } = METRIC_DEFINITIONS[key];
    expect(row?.unit).toBe(unit);
    expect(row?.decimals).toBe(String(metricDecimals(key)));
    expect(row?.missing !== '–').toBe(type === 'number|string');
  });
});
