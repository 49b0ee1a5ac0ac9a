import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymbolSpecFile } from '../../src/config/support-files.ts';
import type { SessionWindow } from '../../src/core/types/config.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { normalise, readFixture } from './example-config.ts';

/** What these configurations are told about: values outside today's ranges, and rules of theirs without effect. */
const EXPECTED_WARNINGS = ['WARN_PARITY_PARAM', 'WARN_PARITY_TM_INACTIVE', 'WARN_SCENARIO_SHADOWED'];
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
    const { strategy_parameters: written, sessions, ...rest } = document;
    expect(effective).toMatchObject(rest);
    expect(byStart(effective.sessions)).toEqual(byStart(sessions as typeof effective.sessions));
    expect(effective.strategy_parameters).toMatchObject(written as JsonObject);
    expect(warnings.filter(({ code }) => !EXPECTED_WARNINGS.includes(code))).toEqual([]);
    expect(normalise(effective as unknown as JsonObject, options).effective).toEqual(effective);
  });
});

/** The order of session windows has no meaning. */
function byStart(sessions: readonly SessionWindow[] | null): readonly SessionWindow[] | null {
  return sessions === null ? null : [...sessions].sort((a, b) => (a.start < b.start ? -1 : 1));
}
