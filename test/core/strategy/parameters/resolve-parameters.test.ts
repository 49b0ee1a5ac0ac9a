import { describe, expect, it } from 'vitest';
import { describeParameter } from '../../../../src/core/strategy/parameters/describe-parameter.ts';
import { ParameterTable } from '../../../../src/core/strategy/parameters/parameter-table.ts';
import { resolveParameters } from '../../../../src/core/strategy/parameters/resolve-parameters.ts';
import type { JsonObject, JsonValue } from '../../../../src/core/types/json.ts';
import { ENVIRONMENT, PARITY } from '../environment.ts';

/** One parameter of each type, and the forms that the bundled strategies do not have. */
const TABLE = new ParameterTable([
  describeParameter('count', 'int', 5, 'a count', { min: 1, max: 10, parityDefault: 7 }),
  describeParameter('share', 'float', 0.5, 'a share', { max: 1, maxExclusive: true, nullable: true }),
  describeParameter('firm', 'float', 1, 'strict in both variants', { min: 0, strictInParity: true }),
  describeParameter('is_on', 'bool', true, 'a switch'),
  describeParameter('word', 'enum', 'one', 'a word', { choices: ['one', 'two'] }),
  describeParameter('text', 'string', '', 'any text'),
  describeParameter('words', 'list', ['one'], 'some words', { choices: ['one', 'two'] }),
  describeParameter('numbers', 'list', [1], 'some numbers', { min: 1, max: 3, scope: 'global' }),
  describeParameter('settings', 'object', {}, 'settings of its own'),
]);

const resolve = (raw: JsonObject, environment = ENVIRONMENT) => resolveParameters(TABLE, raw, environment);
const findings = (raw: JsonObject, environment = ENVIRONMENT) =>
  resolve(raw, environment).issues.map(({ severity, code, path }) => `${severity} ${code} ${path}`);

describe('a value', () => {
  it.each<[key: string, value: JsonValue, expected: JsonValue]>([
    ['count', 10, 10],
    ['share', null, null],
    ['share', -0, 0],
    ['count', null, 5],
    ['word', ' TWO', 'two'],
    ['text', ' As Written ', ' As Written '],
    ['words', ['Two', 'one', 'two'], ['two', 'one']],
    ['numbers', [3, 1, 3], [3, 1]],
    ['numbers', [], []],
    ['settings', { any: [1, 'thing'] }, { any: [1, 'thing'] }],
  ])('of %s, %o, becomes %o', (key, value, expected) => {
    const { parameters, issues } = resolve({ [key]: value });
    expect(issues).toEqual([]);
    expect(parameters[key]).toEqual(expected);
    expect(Object.is(parameters[key], -0)).toBe(false);
  });

  it.each<[key: string, value: JsonValue, code: string, place?: string]>([
    ['count', 0, 'CFG_RANGE'],
    ['count', 2 ** 53, 'CFG_RANGE'],
    ['count', 1.5, 'CFG_TYPE'],
    ['share', 1, 'CFG_RANGE'],
    ['share', 'half', 'CFG_TYPE'],
    ['is_on', 1, 'CFG_TYPE'],
    ['word', 'three', 'CFG_ENUM'],
    ['text', 3, 'CFG_TYPE'],
    ['words', 'one', 'CFG_TYPE'],
    ['words', ['one', 'three'], 'CFG_ENUM', 'words[1]'],
    ['words', [1], 'CFG_TYPE', 'words[0]'],
    ['numbers', [1, 4], 'CFG_RANGE', 'numbers[1]'],
    ['numbers', [1.5], 'CFG_TYPE', 'numbers[0]'],
    ['numbers', ['1'], 'CFG_TYPE', 'numbers[0]'],
    ['settings', [], 'CFG_TYPE'],
  ])('of %s, %o, is refused with %s', (key, value, code, place = key) => {
    expect(findings({ [key]: value })).toEqual([`error ${code} ${place}`]);
  });
});

describe('v1_parity', () => {
  it('has its own defaults', () => {
    expect([resolve({}).parameters.count, resolve({}, PARITY).parameters.count]).toEqual([5, 7]);
  });

  it('keeps a number outside its range, unless the range is strict', () => {
    expect(resolve({ count: 11, firm: -1 }, PARITY).parameters).toMatchObject({ count: 11, firm: 1 });
    expect(findings({ count: 11, firm: -1 }, PARITY)).toEqual([
      'warning WARN_PARITY_PARAM count',
      'error CFG_RANGE firm',
    ]);
  });
});

describe('names and blocks', () => {
  it('that are unknown are reported and dropped', () => {
    const { parameters, issues } = resolve({ cuont: 3, long: { wordd: 'one' } });
    expect(issues).toMatchObject([
      { code: 'WARN_UNKNOWN_KEY', path: 'cuont', hint: 'did you mean count?' },
      { code: 'WARN_UNKNOWN_KEY', path: 'long.wordd', hint: 'did you mean word?' },
    ]);
    expect(Object.keys(parameters)).toEqual([...TABLE.names()]);
  });

  it('hold values in the same form, and refuse what is the same for both directions', () => {
    const { parameters, issues } = resolve({ short: { word: 'TWO', share: null, numbers: [1] } });
    expect(parameters.short).toEqual({ word: 'two', share: null });
    expect(issues).toMatchObject([{ code: 'CFG_PARAM_SCOPE', path: 'short.numbers' }]);
  });
});

describe('a check over several parameters', () => {
  it('sees resolved parameters and is told which of them stand in for refused ones', () => {
    const seen: unknown[] = [];
    const { issues } = resolveParameters(TABLE, { count: 'x', word: 'TWO' }, ENVIRONMENT, (parameters, _, found) => {
      seen.push(parameters.count, parameters.word, found.areKnown('count'), found.areKnown('word'));
      found.refuse('CFG_PARAM_CROSS', 'word', { message: 'two is not allowed' });
    });
    expect(seen).toEqual([5, 'two', false, true]);
    expect(issues.map(({ code }) => code)).toEqual(['CFG_TYPE', 'CFG_PARAM_CROSS']);
  });
});
