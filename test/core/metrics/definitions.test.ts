import { describe, expect, it } from 'vitest';
import { CONTRACT_DEFINITIONS } from '../../../src/core/metrics/contract-definitions.ts';
import { METRIC_DEFINITIONS } from '../../../src/core/metrics/definitions.ts';
import { EXTENDED_DEFINITIONS } from '../../../src/core/metrics/extended-definitions.ts';
import type { MetricDefinition } from '../../../src/core/metrics/metric-definition.ts';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import { readFixture } from './read-fixture.ts';

type Definitions = Readonly<Record<string, MetricDefinition>>;

const reference = readFixture<{ single_run: Definitions; extended: Definitions }>('metrics/metric_definitions.json');

/** Everything but the description, which is free text (`metrics.md` 7). */
function comparable(definitions: Definitions): Record<string, Omit<MetricDefinition, 'description'>> {
  return Object.fromEntries(Object.entries(definitions).map(([key, { description: _, ...rest }]) => [key, rest]));
}

describe('definitions', () => {
  it('match the reference of the contract keys', () => {
    expect(comparable(CONTRACT_DEFINITIONS)).toEqual(comparable(reference.single_run));
  });

  it('match the reference of the extended keys', () => {
    expect(comparable(EXTENDED_DEFINITIONS)).toEqual(comparable(reference.extended));
  });

  it('describe every key in a sentence', () => {
    for (const key of METRIC_KEYS) expect(METRIC_DEFINITIONS[key].description).toMatch(/^[A-Za-z].{15,}\.$/);
  });
});
