import { describe, expect, it } from 'vitest';
import { nextSetBit } from '../../../../src/core/math/bit-mask.ts';
import type { AuthoredInputs } from '../../../../src/core/strategy/authored/authored-inputs.ts';
import type {
  AuthoredInstance,
  AuthoredParameter,
  AuthoredStrategy,
} from '../../../../src/core/strategy/authored/authored-strategy.ts';
import { StrategyInputs } from '../../../../src/core/strategy/strategy-inputs.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { flatBars } from '../../../support/bars.ts';
import { localColumns } from '../../../support/local-columns.ts';
import { ENVIRONMENT } from '../environment.ts';
import { defined } from './minimal-strategy.ts';

const BARS = 40;
type Check = NonNullable<AuthoredStrategy['check']>;
type Requirements = NonNullable<AuthoredStrategy['requirements']>;

const PARAMETERS: readonly AuthoredParameter[] = [
  { key: 'length', type: 'int', default: 5, min: 1, description: 'a length' },
  { key: 'word', type: 'enum', choices: ['one', 'two'], default: 'one', description: 'a word' },
];

const bars = flatBars(
  'M5',
  Array.from({ length: BARS }, (_, bar) => Date.UTC(2024, 2, 4) + bar * 300_000),
);
const inputs = () =>
  new StrategyInputs(bars, localColumns([['mean', Float64Array.from({ length: BARS }, (_, bar) => bar)]]));

function findings(changes: Partial<AuthoredStrategy>, raw: JsonObject = {}, environment = ENVIRONMENT) {
  const { issues } = defined({ parameters: PARAMETERS, ...changes }).resolve(raw, environment);
  return issues.map(({ severity, code, path, message }) => `${severity} ${code} ${path}: ${message}`);
}

/** The instance that omega asks, around one of the author's. */
function instanceOf(create: (given: AuthoredInputs) => AuthoredInstance) {
  const strategy = defined({ name: 'own', create: (_parameters, _environment, given) => create(given) });
  return strategy.create({}, ENVIRONMENT, inputs());
}

const ORDER = { direction: 1, orderType: 'market', stopLoss: 1, takeProfit: 2 } as const;

describe('parameters', () => {
  it('are resolved by their descriptors', () => {
    const { resolve } = defined({ parameters: PARAMETERS });
    expect(resolve({ word: ' TWO ' }, ENVIRONMENT)).toEqual({ parameters: { length: 5, word: 'two' }, issues: [] });
  });

  it('are the same for both directions', () => {
    expect(findings({}, { long: { length: 3 } })).toEqual([
      'error CFG_PARAM_SCOPE long.length: length is the same for both directions',
    ]);
  });

  it('come with the overrides of symbol and timeframe merged in', () => {
    const seen: JsonObject[] = [];
    const strategy = defined({
      parameters: PARAMETERS,
      check: (parameters) => void seen.push(parameters),
      requirements: (parameters) => {
        seen.push(parameters);
        return {};
      },
      create: (parameters) => {
        seen.push(parameters);
        return { onBar: () => null };
      },
    });
    const { parameters } = strategy.resolve({ overrides: { '*/M5': { length: 9 } } }, ENVIRONMENT);
    strategy.create(parameters, ENVIRONMENT, inputs());
    // Once for the rules, once for the declaration that is checked, once for the instance.
    expect(seen).toEqual([1, 2, 3].map(() => ({ length: 9, word: 'one' })));
  });
});

describe("the author's rules", () => {
  const check = ({ length }: JsonObject) =>
    (length as number) > 9 ? [{ key: 'length', message: 'too long', hint: 'use 9' }] : [];

  it('are errors of the configuration', () => {
    expect(findings({ check }, { length: 9 })).toEqual([]);
    expect(findings({ check }, { length: 10 })).toEqual(['error CFG_PARAM_CROSS length: too long']);
  });

  it('are not asked about values that nobody wrote', () => {
    expect(findings({ check: () => [{ message: 'never' }] }, { length: 'x' })).toEqual([
      'error CFG_TYPE length: expected integer, got string',
    ]);
  });

  it.each<[returned: unknown, message: string]>([
    [true, 'returned a value of type boolean, expected a list of problems'],
    [['too long'], 'a problem has no message'],
    [[{ message: 'x', key: 3 }], 'key of a problem is a value of type number'],
  ])('that return %o break the contract', (returned, message) => {
    const broken = (() => returned) as Check;
    expect(findings({ check: broken })).toEqual([`error CFG_STRATEGY_CONTRACT : check: ${message}`]);
  });

  it('that throw break it too', () => {
    const check = () => {
      throw new Error('oops');
    };
    expect(findings({ check })).toEqual(['error CFG_STRATEGY_CONTRACT : check: oops']);
  });
});

describe('requirements', () => {
  const requirementsOf = (declared: unknown, environment: StrategyEnvironment = ENVIRONMENT) =>
    defined({ requirements: (() => declared) as Requirements }).requirements({}, environment);

  it('are nothing where the author declares nothing', () => {
    const nothing = { indicators: [], alignedCloses: [], requiredTimeframes: [] };
    expect(defined().requirements({}, ENVIRONMENT)).toEqual(nothing);
    expect(requirementsOf({})).toEqual(nothing);
  });

  it('are written out, and every other timeframe is required', () => {
    const declared = {
      indicators: [
        { id: 'mean', indicator: 'SMA', params: { period: 3 } },
        { id: 'upper', indicator: 'donchian', output: 'upper', side: 'ask', timeframe: 'H4' },
      ],
      alignedCloses: [{ id: 'day', timeframe: 'D1' }],
    };
    expect(requirementsOf(declared)).toEqual({
      indicators: [
        { id: 'mean', indicator: 'sma', output: 'value', timeframe: 'M5', side: 'bid', params: { period: 3 } },
        { id: 'upper', indicator: 'donchian', output: 'upper', timeframe: 'H4', side: 'ask', params: { period: 20 } },
      ],
      alignedCloses: [{ id: 'day', timeframe: 'D1', side: 'bid' }],
      requiredTimeframes: ['H4', 'D1'],
    });
  });

  const sma = { id: 'mean', indicator: 'sma', params: { period: 3 } };

  it.each<[declared: unknown, message: string]>([
    [[], 'expected an object with indicators and alignedCloses, got a list'],
    [{ indicator: [] }, 'indicator: expected indicators or alignedCloses'],
    [{ indicators: sma }, 'indicators: expected a list, got a value of type object'],
    [{ indicators: ['sma'] }, 'indicators[0]: expected an object, got a value of type string'],
    [{ indicators: [{ ...sma, id: '' }] }, 'indicators[0].id: expected a name, got a value of type string'],
    [{ indicators: [sma, sma] }, 'indicators[1].id: "mean" is given twice'],
    [{ indicators: [{ id: 'x' }] }, 'indicators[0].indicator: expected a name, got nothing'],
    [{ indicators: [{ ...sma, period: 3 }] }, 'indicators[0].period: expected one of id, timeframe, side, indicator'],
    [{ indicators: [{ ...sma, params: 3 }] }, 'indicators[0].params: expected an object'],
    [{ indicators: [{ ...sma, params: {} }] }, 'indicators[0]: sma: parameter "period" is missing'],
    [{ indicators: [{ ...sma, params: { length: 3 } }] }, 'indicators[0]: sma: parameter "period" is missing'],
    [{ indicators: [{ ...sma, params: { period: 0 } }] }, 'indicators[0].params: sma has no value with {"period":0}'],
    [{ indicators: [{ ...sma, output: 'upper' }] }, 'indicators[0].output: is "upper", expected one of value'],
    [{ indicators: [{ id: 'x', indicator: 'bollinger' }] }, 'indicators[0].output: is missing, expected one of upper'],
    [{ indicators: [{ ...sma, timeframe: 'H2' }] }, 'indicators[0].timeframe: expected one of M1, M5'],
    [{ indicators: [{ ...sma, timeframe: 'M1' }] }, 'indicators[0].timeframe: M1 is shorter than the primary'],
    [{ indicators: [{ ...sma, side: 'mid' }] }, 'indicators[0].side: expected bid or ask'],
    [{ alignedCloses: [{ id: 'x', timeframe: 'D1', output: 'x' }] }, 'alignedCloses[0].output: expected one of id'],
  ])('%o are refused', (declared, message) => {
    const requirements = (() => declared) as Requirements;
    expect(findings({ requirements })).toEqual([
      expect.stringContaining(`error CFG_STRATEGY_CONTRACT : requirements: ${message}`),
    ]);
    expect(() => requirementsOf(declared)).toThrow(
      expect.objectContaining({ code: 'STRAT_EXCEPTION', message: expect.stringContaining(message) }),
    );
  });

  it('name indicators that exist', () => {
    const requirements = () => ({ indicators: [{ id: 'x', indicator: 'hull' }] });
    expect(findings({ requirements })).toEqual([
      expect.stringContaining('error CFG_UNKNOWN_INDICATOR : requirements: '),
    ]);
  });

  it('must be covered by the warm-up', () => {
    const requirements = () => ({ indicators: [{ ...sma, params: { period: 501 } }] });
    expect(findings({ requirements })).toEqual([
      'error CFG_WARMUP_TOO_SMALL : the indicator sma needs 501 M5 bars, but warmup_bars is 500',
    ]);
  });

  it('that throw are an exception of the strategy', () => {
    const requirements = () => {
      throw new TypeError('oops');
    };
    expect(findings({ requirements })).toEqual(['error CFG_STRATEGY_CONTRACT : requirements: oops']);
    expect(() => defined({ requirements }).requirements({}, ENVIRONMENT)).toThrow(
      expect.objectContaining({ code: 'STRAT_EXCEPTION', message: 'the strategy threw in requirements: oops' }),
    );
  });
});

describe('an instance', () => {
  it('may leave out what has a usual value', () => {
    const instance = instanceOf(() => ({ onBar: (bar) => (bar === 1 ? ORDER : undefined) }));
    expect(instance.onBar(0)).toBeNull();
    expect(instance.onBar(1)).toEqual({
      ...ORDER,
      entryPrice: Number.NaN,
      scenarioId: 0,
      goodTillMs: Number.POSITIVE_INFINITY,
    });
    expect(instance.isUndefinedAt!(1)).toBe(false);
    expect(instance.candidates).toBeUndefined();
    expect(instance.describe!(1)).toEqual({ label: 'long', reason: 'own_long', tags: [], meta: {} });
  });

  it('is asked with what it returns in full', () => {
    const order = {
      ...ORDER,
      direction: -1,
      orderType: 'stop',
      entryPrice: 1.5,
      scenarioId: 3,
      goodTillMs: 9,
    } as const;
    const instance = instanceOf(() => ({
      onBar: () => order,
      isUndefinedAt: (bar) => bar === 7,
      describe: (bar) => ({
        label: 'mine',
        reason: 'because',
        tags: ['a', 'b', 'a'],
        meta: { bar, missing: Number.NaN, absent: undefined as never, nested: [{ far: Number.POSITIVE_INFINITY }] },
      }),
    }));
    expect(instance.onBar(4)).toEqual(order);
    expect([instance.isUndefinedAt!(6), instance.isUndefinedAt!(7)]).toEqual([false, true]);
    expect(instance.describe!(4)).toEqual({
      label: 'mine',
      reason: 'because',
      tags: ['a', 'b'],
      meta: { bar: 4, missing: null, nested: [{ far: null }] },
    });
  });

  it.each<[returned: unknown, message: string]>([
    [undefined, 'create returned nothing without onBar, expected an instance'],
    [{}, 'create returned a value of type object without onBar, expected an instance'],
    [{ onBar: () => null, candidates: [1, 2] }, 'candidates is no condition of inputs.conditions'],
    [{ onBar: () => null, candidates: { key: 'x', mask: new Int32Array(1) } }, 'candidates is no condition'],
    [{ onBar: () => null, candidates: null }, 'candidates is no condition'],
  ])('is not %o', (returned, message) => {
    expect(() => instanceOf(() => returned as AuthoredInstance)).toThrow(message);
  });

  it.each<[returned: unknown, message: string]>([
    [5, 'onBar returned a value of type number, expected a signal or null'],
    [true, 'onBar returned a value of type boolean, expected a signal or null'],
    [Promise.resolve(null), 'onBar returned a promise, expected a signal or null'],
  ])('does not return %o', (returned, message) => {
    const instance = instanceOf(() => ({ onBar: () => returned as null }));
    expect(() => instance.onBar(3)).toThrow(expect.objectContaining({ code: 'STRAT_INVALID_SIGNAL', where: 'bar 3' }));
    expect(() => instance.onBar(3)).toThrow(message);
  });

  it.each<[words: unknown, message: string]>([
    ['long', 'describe returned a value of type string, expected an object'],
    [{ label: 3 }, 'describe: label is a value of type number, expected a text'],
    [{ reason: null }, 'describe: reason is null, expected a text'],
    [{ tags: 'a' }, 'describe: tags is no list of texts'],
    [{ tags: [1] }, 'describe: tags is no list of texts'],
    [{ meta: [] }, 'describe: meta is a list, expected an object'],
    [{ meta: { at: 1n } }, 'describe: meta.at is a value of type bigint, which JSON has not'],
    [{ meta: { list: [() => 1] } }, 'describe: meta.list[0] is a value of type function, which JSON has not'],
  ])('does not describe a signal by %o', (words, message) => {
    const instance = instanceOf(() => ({ onBar: () => ORDER, describe: () => words as object }));
    expect(() => instance.describe!(0)).toThrow(message);
  });

  it('that cannot be made is an exception of the strategy', () => {
    const make = () =>
      instanceOf(() => {
        throw new Error('oops');
      });
    expect(make).toThrow(expect.objectContaining({ code: 'STRAT_EXCEPTION', where: 'create' }));
  });
});

describe('inputs', () => {
  const barsOf = (instance: { readonly candidates?: { readonly mask: Int32Array } }) => {
    const found: number[] = [];
    const { mask } = instance.candidates!;
    for (let bar = nextSetBit(mask, 0, BARS); bar < BARS; bar = nextSetBit(mask, bar + 1, BARS)) found.push(bar);
    return found;
  };
  const candidatesOf = (make: (conditions: AuthoredInputs['conditions']) => AuthoredInstance['candidates']) =>
    barsOf(instanceOf(({ conditions }) => ({ onBar: () => null, candidates: make(conditions)! })));

  it('have conditions on declared series and bars', () => {
    expect(candidatesOf(({ atMost }) => atMost('mean', 2))).toEqual([0, 1, 2]);
    expect(candidatesOf(({ atLeast }) => atLeast('mean', 37))).toEqual([37, 38, 39]);
    expect(candidatesOf(({ above }) => above('bid.close', 'mean'))).toEqual([0, 1]);
    expect(
      candidatesOf(({ notAbove, atMost, all }) => all([notAbove('bid.close', 'mean'), atMost('mean', 3)])),
    ).toEqual([2, 3]);
    expect(candidatesOf(({ any, atMost, where }) => any([atMost('mean', 0), where((bar) => bar === 35)]))).toEqual([
      0, 35,
    ]);
    expect(candidatesOf(({ any }) => any([]))).toEqual([]);
  });

  it('share nothing under names of the caller', () => {
    const shared = inputs();
    const strategy = (limit: number) =>
      defined({
        create: (_parameters, _environment, { conditions }) => ({
          onBar: () => null,
          candidates: conditions.where((bar) => bar < limit),
        }),
      }).create({}, ENVIRONMENT, shared);
    expect([barsOf(strategy(1)), barsOf(strategy(2))]).toEqual([[0], [0, 1]]);
  });

  it('refuse a series that is not declared', () => {
    expect(() =>
      instanceOf(({ values }) => ({ onBar: () => (values('other')[0] > 0 ? ORDER : null) })).onBar(0),
    ).toThrow(expect.objectContaining({ code: 'STRAT_UNDECLARED_ACCESS' }));
    expect(() => candidatesOf(({ atMost }) => atMost('other', 0))).toThrow(
      expect.objectContaining({ code: 'STRAT_UNDECLARED_ACCESS' }),
    );
  });
});
