import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDimension } from '../../../src/optimizer/space/dimension.ts';
import { isSearched, type ParameterDefinition, type SearchParameter } from '../../../src/optimizer/space/parameter.ts';
import { float, int, list } from './example-parameters.ts';

interface Range {
  name?: string;
  type: string;
  low: number;
  high: number;
  step?: number;
  choices?: string[];
  values?: number[];
}

const grid = JSON.parse(readFileSync('test/fixtures/optimizer/grid_enumeration.json', 'utf8')) as { ranges: Range[] };
const { unit_map: unitMap } = JSON.parse(readFileSync('test/fixtures/optimizer/samplers.json', 'utf8')) as {
  unit_map: { space: Range[]; expected: { u: number; values: Record<string, number | string> }[] };
};

function searched(parameter: ParameterDefinition): SearchParameter {
  if (!isSearched(parameter)) throw new Error('not searched');
  return parameter;
}

/** A range of the reference files as a parameter. */
function parameterOf({ name = 'x', type, low, high, step, choices }: Range): ParameterDefinition {
  if (type === 'categorical') return list(name, choices ?? []);
  if (type.startsWith('int')) return int(name, { low, high, step: step ?? 1, log: type === 'int_log' });
  return float(name, {
    low: String(low),
    high: String(high),
    step: step === undefined ? null : String(step),
    log: type === 'float_log',
  });
}

function valuesOf(parameter: ParameterDefinition): unknown[] {
  const dimension = createDimension(searched(parameter));
  return Array.from({ length: dimension.size ?? 0 }, (_, level) => dimension.valueAt(level));
}

describe('reference ranges', () => {
  it.each(grid.ranges)('$type $low..$high step $step', (range) => {
    expect(valuesOf(parameterOf(range))).toEqual(range.values);
  });
});

describe('reference unit map', () => {
  const dimensions = unitMap.space.map((range) => [range.name, createDimension(searched(parameterOf(range)))] as const);

  it.each(unitMap.expected)('at u = $u', ({ u, values }) => {
    expect(Object.fromEntries(dimensions.map(([name, dimension]) => [name, dimension.valueAtUnit(u)]))).toEqual(values);
  });
});

describe('ranges', () => {
  it('keep the top only where it lies on the grid', () => {
    expect(valuesOf(int('n', { low: 1, high: 10, step: 4 }))).toEqual([1, 5, 9]);
    expect(valuesOf(int('n', { low: 3, high: 3 }))).toEqual([3]);
    expect(valuesOf(float('x', { low: '0.30', high: '0.3', step: '0.1' }))).toEqual([0.3]);
  });

  it('with points are even and hold both ends, also in the logarithm', () => {
    expect(valuesOf(float('x', { low: '0.5', high: '2.5', points: 5 }))).toEqual([0.5, 1, 1.5, 2, 2.5]);
    expect(valuesOf(float('x', { low: '0.001', high: '10', points: 5, log: true }))).toEqual([0.001, 0.01, 0.1, 1, 10]);
    expect(valuesOf(float('x', { low: '1', high: '10', points: 3, log: true }))).toEqual([1, 3.16227766017, 10]);
    expect(valuesOf(float('x', { low: '2', high: '2', points: 4 }))).toEqual([2]);
  });

  it('too long to expand are computed value by value, with the same values', () => {
    const dimension = createDimension(float('x', { low: '0', high: '1000', step: '0.001' }));
    expect(dimension.size).toBe(1_000_001);
    expect([0, 3, 700, 1_000_000].map((level) => dimension.valueAt(level))).toEqual([0, 0.003, 0.7, 1000]);
    expect(dimension.valueAtUnit(0.5)).toBe(500);
  });

  it('of integers with log and step stay on the step', () => {
    const dimension = createDimension(int('n', { low: 10, high: 100, step: 30, log: true }));
    const drawn = new Set(Array.from({ length: 200 }, (_, k) => dimension.valueAtUnit(k / 200)));
    expect([...drawn].sort((a, b) => Number(a) - Number(b))).toEqual([10, 40, 70, 100]);
  });

  it('without step or points have no levels and keep draws inside', () => {
    const dimension = createDimension(float('x', { low: '0.1', high: '0.3' }));
    expect(dimension.size).toBeNull();
    expect(() => dimension.valueAt(0)).toThrow(RangeError);
    expect(dimension.valueAtUnit(1 - 2 ** -53)).toBe(0.3);
    expect(createDimension(float('x', { low: '3', high: '5', log: true })).valueAtUnit(1 - 2 ** -53)).toBe(5);
  });

  it('know the type of their values', () => {
    const typeOf = (values: (string | number | boolean | null)[]) =>
      createDimension(searched(list('x', values))).valueType;
    expect([typeOf([1, 2]), typeOf(['a']), typeOf([true]), typeOf([1, 'a']), typeOf([null])]).toEqual([
      'number',
      'string',
      'boolean',
      'any',
      'any',
    ]);
  });
});
