import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../../src/config/config-json-schema.ts';
import { getStrategy, strategyNames } from '../../src/core/strategy/registry.ts';
import type { JsonObject, JsonValue } from '../../src/core/types/json.ts';
import { validateJson } from '../support/json-schema-validator.ts';
import { exampleDocument, normalise, readFixture } from './example-config.ts';

const schema = configJsonSchema();
const problems = (changes: Readonly<Record<string, JsonValue | undefined>>) =>
  validateJson(exampleDocument(changes), schema);

describe('JSON Schema of the configuration', () => {
  it('is the one in schemas/', () => {
    const file = new URL('../../schemas/config.schema.json', import.meta.url);
    const hint = 'schemas/ is out of date: run "npm run schemas"';
    expect(JSON.parse(readFileSync(file, 'utf8')), hint).toEqual(schema);
  });

  it('is draft 2020-12 and describes every parameter of every strategy', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    for (const name of strategyNames()) {
      const keys = getStrategy(name)?.parameterDescriptors.map(({ key }) => key);
      for (const variant of ['v2', 'v1_parity']) {
        const { properties } = (schema.$defs as Record<string, JsonObject>)[`${name}.${variant}`];
        expect(Object.keys(properties as JsonObject)).toEqual(expect.arrayContaining(keys ?? ['?']));
      }
    }
  });

  it('accepts the smallest configuration and what becomes of it', () => {
    expect(validateJson(exampleDocument(), schema)).toEqual([]);
    expect(validateJson(normalise(exampleDocument()).effective as unknown as JsonObject, schema)).toEqual([]);
  });

  it.each(readdirSync(new URL('../fixtures/config/v1-golden', import.meta.url)))('accepts %s', (name) => {
    expect(validateJson(JSON.parse(readFixture(`v1-golden/${name}`)), schema)).toEqual([]);
  });

  it.each([
    [{ symbol: undefined }, '$.symbol: missing'],
    [{ symbol: '../EURUSD' }, '$.symbol: does not match ^[A-Z0-9]{3,12}$'],
    [{ warmup_bars: '500' }, '$.warmup_bars: not of type integer'],
    [{ warmup_bars: -1 }, '$.warmup_bars: -1 is out of range'],
    [{ run_mode: 'test' }, '$.run_mode: not one of dev,prod'],
    [{ 'account.risk_per_trade': 0 }, '$.account.risk_per_trade: 0 is out of range'],
    [{ sessions: [{ start: '08:00' }] }, '$.sessions: fits none'],
    [{ 'strategy_parameters.z_score_long': 1.5 }, '$.strategy_parameters.z_score_long: 1.5 is out of range'],
    [{ 'strategy_parameters.htf_filter': 'abov' }, '$.strategy_parameters.htf_filter: not one of above,'],
    [{ 'strategy_parameters.enabled_scenarios': [7] }, '$.strategy_parameters.enabled_scenarios[0]: 7 is out of range'],
    [{ 'strategy_parameters.tp_min_distance': 'x' }, '$.strategy_parameters.tp_min_distance: not of type number,null'],
    [{ 'strategy_parameters.long': { ema_length: 0 } }, '$.strategy_parameters.long.ema_length: 0 is out of range'],
    [
      { 'strategy_parameters.overrides': { 'EURUSD/*': { short: { atr_length: 0.5 } } } },
      '$.strategy_parameters.overrides.EURUSD/*.short.atr_length: not of type integer',
    ],
  ] as const)('refuses %j', (changes, expected) => {
    expect(problems(changes)[0]).toContain(expected);
  });

  it('follows the variant: what is only a warning in v1_parity is allowed there', () => {
    const changes = { 'strategy_parameters.z_score_long': 1.5 };
    expect(problems({ ...changes, execution_variant: 'v2' })).toHaveLength(1);
    expect(problems({ ...changes, execution_variant: 'v1_parity' })).toEqual([]);
    expect(problems({ execution_variant: 'v1_parity', 'strategy_parameters.ema_length': 0 })).toHaveLength(1);
  });
});
