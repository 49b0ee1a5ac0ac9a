import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configHash } from '../../src/config/config-hash.ts';
import { normaliseConfig } from '../../src/config/normalise-config.ts';
import { ConfigError } from '../../src/core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../src/core/types/json.ts';
import { exampleDocument, normalise, SPECS } from './example-config.ts';

const complete = normalise(
  exampleDocument({ 'account.conversion': { mode: 'static', static: { EURUSD: 1 } } }),
).effective;

/** Every dotted path of the complete configuration, and some that do not exist. */
function pathsOf(value: JsonValue, parent = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [parent];
  return Object.entries(value).flatMap(([key, member]) => {
    const place = parent === '' ? key : `${parent}.${key}`;
    return [place, ...pathsOf(member, place)];
  });
}

const paths = [
  ...new Set(pathsOf(complete as unknown as JsonObject)),
  'strategy_params',
  'strategy.parameters',
  'strategy.module',
  'cooldown_candles',
  'profiling',
  'rates',
  'timeframes.htf',
  'strategy_parameters.long.ema_length',
  'strategy_parameters.short',
  'strategy_parameters.overrides.*/*.z_score_long',
  'strategy_parameters.scenario6_H1_long_z_score',
  'strategy_parameters.scenario6_params.H1.short.kalman_q',
  'strategy_parameters.__proto__',
  '__proto__',
  'constructor',
];

const values = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<JsonValue>(null, true, false, 0, -1, 1, 2.5, 1e300, -0, '', '1', 'H1', 'NONE', 'long'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<JsonValue>([], {}, [1], ['H1'], [null], { long: {} }, [[]], { H1: { long: null } }),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue> },
);

function expectConfigErrorOrResult(document: JsonValue, strict: boolean): void {
  try {
    const { effective } = normaliseConfig(document, { strict, symbolSpecs: SPECS });
    expect(configHash(effective)).toMatch(/^[0-9a-f]{64}$/);
    const again = normaliseConfig(effective as unknown as JsonValue, { strict: true, symbolSpecs: SPECS });
    expect(again.effective).toEqual(effective);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) expect(problem.code).toMatch(/^CFG_/);
  }
}

describe('normaliseConfig on arbitrary input', () => {
  it('throws nothing but ConfigError', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.boolean(), (document, strict) => {
        expectConfigErrorOrResult(document as JsonValue, strict);
      }),
      { numRuns: 500 },
    );
  });

  it('survives any value at any place, and what it accepts is stable', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...paths), values), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(changes, fc.boolean(), fc.boolean(), (list, isParity, strict) => {
        const variant = isParity ? { execution_variant: 'v1_parity' } : {};
        let document: JsonObject;
        try {
          document = exampleDocument({ ...variant, ...Object.fromEntries(list) });
        } catch {
          // Two changes that do not fit together: one below the plain value that the other writes.
          return;
        }
        expectConfigErrorOrResult(document, strict);
      }),
      { numRuns: 3000 },
    );
  });

  it('survives nesting far beyond any file', () => {
    let deep: JsonValue = 1;
    for (let level = 0; level < 50_000; level++) deep = [deep];
    expectConfigErrorOrResult(exampleDocument({ strategy_params: deep, strategy_parameters: deep }), false);
    expectConfigErrorOrResult(exampleDocument({ warmup_bars: deep, unknown: deep, sessions: [deep] }), true);
    expectConfigErrorOrResult(exampleDocument({ 'news_filter.currencies': deep, 'account.conversion': deep }), false);
  });
});
