import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymbolSpecFile } from '../../src/config/support-files.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { normalise, readFixture } from './example-config.ts';

const RUNS = readdirSync(new URL('../fixtures/config/v1-golden', import.meta.url)).sort();
const specs = await readSymbolSpecFile(new URL('../fixtures/config/symbol_specs.yaml', import.meta.url).pathname);

describe('configurations of the reference runs', () => {
  it('are all there', () => {
    expect(RUNS).toHaveLength(31);
  });

  it.each(RUNS)('%s', (name) => {
    const document = JSON.parse(readFixture(`v1-golden/${name}`)) as JsonObject;
    const options = { strict: true, symbolSpecs: specs };
    const { effective, warnings } = normalise(document, options);
    const { strategy_parameters: written, account, costs, logging, ...rest } = document;
    expect(effective).toMatchObject({ ...rest, account, costs, logging });
    expect(effective.strategy_parameters).toMatchObject(written as JsonObject);
    expect(warnings.every((warning) => warning.code === 'WARN_PARITY_PARAM')).toBe(true);
    expect(normalise(effective as unknown as JsonObject, options).effective).toEqual(effective);
  });
});
