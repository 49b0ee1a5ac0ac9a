import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymbolSpecFile } from '../../src/config/support-files.ts';
import { BUILT_SCENARIOS } from '../../src/core/strategy/mean-reversion-z-score/built-scenarios.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { normalise, problemsOf, readFixture } from './example-config.ts';

const RUNS = readdirSync(new URL('../fixtures/config/v1-golden', import.meta.url)).sort();
const specs = await readSymbolSpecFile(new URL('../fixtures/config/symbol_specs.yaml', import.meta.url).pathname);

describe('configurations of the reference runs', () => {
  it('are all there', () => {
    expect(RUNS).toHaveLength(31);
  });

  it.each(RUNS)('%s', (name) => {
    const document = JSON.parse(readFixture(`v1-golden/${name}`)) as JsonObject;
    const { enabled_scenarios: scenarios } = document.strategy_parameters as { enabled_scenarios: readonly number[] };
    const options = { strict: true, symbolSpecs: specs };
    if (!scenarios.every((scenario) => BUILT_SCENARIOS.includes(scenario))) {
      const problems = problemsOf(document, options);
      expect(problems.map(({ code, where }) => [code, where])).toEqual([
        ['CFG_UNSUPPORTED', 'strategy_parameters.enabled_scenarios'],
      ]);
      return;
    }
    const { effective, warnings } = normalise(document, options);
    const { strategy_parameters: written, account, costs, logging, ...rest } = document;
    expect(effective).toMatchObject({ ...rest, account, costs, logging });
    expect(effective.strategy_parameters).toMatchObject(written as JsonObject);
    expect(warnings.every((warning) => warning.code === 'WARN_PARITY_PARAM')).toBe(true);
    expect(normalise(effective as unknown as JsonObject, options).effective).toEqual(effective);
  });
});
