import { describe, expect, it } from 'vitest';
import { checkContract } from '../../../../src/core/strategy/authored/strategy-contract.ts';
import { defined, minimalStrategy } from './minimal-strategy.ts';

const PARAMETER = { key: 'length', type: 'int', default: 5, description: 'a length' };

/** What is wrong with a value, as `member: message`. */
function problemsOf(value: unknown): readonly string[] {
  const checked = checkContract(value);
  return 'problems' in checked ? checked.problems.map(({ member, message }) => `${member}: ${message}`) : [];
}

const problemsWith = (changes: object) => problemsOf({ ...minimalStrategy(), ...changes });
const problemsOfParameter = (changes: object) => problemsWith({ parameters: [{ ...PARAMETER, ...changes }] });

describe('a strategy', () => {
  it('needs no more than name, version and create', () => {
    expect(problemsOf(minimalStrategy())).toEqual([]);
  });

  it.each<[value: unknown, found: string]>([
    [undefined, 'nothing'],
    [null, 'null'],
    [[], 'a list'],
    [() => minimalStrategy(), 'a value of type function'],
    ['strategy', 'a value of type string'],
  ])('is not %o', (value, found) => {
    expect(problemsOf(value)).toEqual([`: expected an object with name, version and create, got ${found}`]);
  });

  it.each<[changes: object, expected: string]>([
    [{ name: undefined }, 'name: is missing, expected lower-case letters, digits and underscores'],
    [{ name: 'My Strategy' }, 'name: is "My Strategy", expected lower-case letters, digits and underscores'],
    [{ name: 7 }, 'name: is a value of type number, expected lower-case letters, digits and underscores'],
    [{ version: '1' }, 'version: is "1", expected a semantic version like "1.0.0"'],
    [{ version: 1 }, 'version: is a value of type number, expected a semantic version like "1.0.0"'],
    [{ create: undefined }, 'create: is missing'],
    [{ create: {} }, 'create: expected a function, got a value of type object'],
    [{ requirements: [] }, 'requirements: expected a function, got a list'],
    [{ check: 'no' }, 'check: expected a function, got a value of type string'],
    [{ onBar: () => null }, 'onBar: is no member of a strategy'],
    [{ parameters: {} }, 'parameters: expected a list of parameters, got object'],
    [{ parameters: ['length'] }, 'parameters[0]: expected an object, got string'],
    [{ parameters: [PARAMETER, PARAMETER] }, 'parameters[1].key: "length" is given twice'],
  ])('with %o is refused', (changes, expected) => {
    expect(problemsWith(changes)).toEqual([expected]);
  });

  it('is told everything that is wrong at once', () => {
    expect(problemsWith({ name: 'A', version: '', parameters: [{}] })).toHaveLength(6);
  });

  it('with a misspelt member is told what it may mean', () => {
    expect(checkContract({ ...minimalStrategy(), require: () => ({}) })).toMatchObject({
      problems: [{ member: 'require', message: 'is no member of a strategy' }],
    });
    expect(checkContract({ ...minimalStrategy(), parameter: [] })).toMatchObject({
      problems: [{ member: 'parameter', hint: 'did you mean parameters?' }],
    });
  });
});

describe('a parameter', () => {
  it.each<[changes: object, expected: string]>([
    [{ key: undefined }, 'key: is missing'],
    [{ key: 3 }, 'key: expected string, got number 3'],
    [{ key: 'Length' }, 'key: "Length" is no name of a parameter, expected snake_case like "atr_length"'],
    [{ key: 'long' }, 'key: "long" is the name of a block of parameters'],
    [{ type: undefined }, 'type: is missing'],
    [{ type: 'integer' }, 'type: "integer" is not one of int, float, bool, enum, string, list, object'],
    [{ description: undefined }, 'description: is missing'],
    [{ default: undefined }, 'default: is missing'],
    [{ default: 5.5 }, 'default: expected integer, got number 5.5'],
    [{ default: null }, 'default: null needs nullable: true'],
    [{ default: 0, min: 1 }, 'default: 0 is outside the allowed range (≥ 1)'],
    [{ min: '1' }, 'min: expected number, got string'],
    [{ min: Number.NaN }, 'min: expected a finite number, got NaN'],
    [{ min: 3, max: 2 }, 'min: 3 is above max, 2'],
    [{ minimum: 1 }, 'minimum: is no member of a parameter'],
    [{ nullable: 'yes' }, 'nullable: expected boolean, got string'],
    [{ type: 'bool', default: true, min: 0 }, 'min: a parameter of type bool has no limits'],
    [{ type: 'enum', default: 'a' }, 'choices: is missing: an enum lists its values'],
    [{ type: 'enum', default: 'a', choices: [] }, 'choices: expected a list of texts'],
    [{ type: 'enum', default: 'a', choices: ['a', 1] }, 'choices: expected a list of texts'],
    [{ type: 'enum', default: 'a', choices: ['a', 'a'] }, 'choices: a text is given twice'],
    [{ type: 'enum', default: 'c', choices: ['a', 'b'] }, 'default: "c" is not one of a, b'],
    [{ type: 'enum', default: 'A', choices: ['a', 'b'] }, 'default: is written "A", expected "a"'],
    [
      { type: 'enum', default: 'a', choices: ['a', 'B'] },
      'choices: expected texts that are all in lower or all in upper case',
    ],
    [{ choices: ['a'] }, 'choices: a parameter of type int has no choices'],
    [{ type: 'list', default: ['a', 'a'], choices: ['a'] }, 'default: is written ["a","a"], expected ["a"]'],
  ])('with %o is refused', (changes, expected) => {
    expect(problemsOfParameter(changes)).toEqual([`parameters[0].${expected}`]);
  });

  it.each<object>([
    { default: null, nullable: true, min: 1 },
    { type: 'float', default: 0.5, min: 0, minExclusive: true, max: 1, unit: 'share' },
    { type: 'bool', default: false },
    { type: 'enum', default: 'H4', choices: ['H1', 'H4'] },
    { type: 'string', default: 'Any text' },
    { type: 'list', default: ['b', 'a'], choices: ['a', 'b'] },
    { type: 'list', default: [3, 1], min: 1, max: 3 },
    { type: 'object', default: { any: ['thing'] } },
  ])('with %o is taken', (changes) => {
    expect(problemsOfParameter(changes)).toEqual([]);
  });

  it('is the same for both directions and variants', () => {
    const [descriptor] = defined({
      parameters: [{ key: 'length', type: 'int', default: 5, min: 1, unit: 'bars', description: 'a length' }],
    }).parameterDescriptors;
    expect(descriptor).toEqual({
      key: 'length',
      type: 'int',
      defaults: { v2: 5, v1_parity: 5 },
      min: 1,
      nullable: false,
      scope: 'global',
      strictInParity: false,
      unit: 'bars',
      description: 'a length',
    });
  });
});

describe('a definition made in a program', () => {
  it('is refused like a module', () => {
    expect(() => defined({ version: 'x' })).toThrow(
      expect.objectContaining({ code: 'CFG_STRATEGY_CONTRACT', where: 'strategy.version' }),
    );
  });
});
