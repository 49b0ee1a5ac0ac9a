import type { JsonValue } from '../../core/types/json.ts';
import type { ValueType } from '../expressions/syntax-tree.ts';
import {
  countSteps,
  type Decimal,
  decimalToNumber,
  evenlySpaced,
  parseDecimal,
  roundSignificant,
  stepValue,
} from './decimal.ts';
import type { FloatParameter, IntParameter, SearchParameter } from './parameter.ts';

/** The values of one searched parameter. */
export interface Dimension {
  /** Number of values; null for a continuous range. */
  readonly size: number | null;
  readonly valueType: ValueType;
  /** Value of a level 0..size-1; continuous ranges have no levels. */
  valueAt(level: number): JsonValue;
  /** Value of a unit coordinate in [0, 1) (`optimizer.md` 8.5). */
  valueAtUnit(u: number): JsonValue;
}

/** Ranges up to this size are expanded once, larger ones value by value. */
const MAX_EXPANDED = 100_000;

/** Builds the dimension of a checked parameter. */
export function createDimension(parameter: SearchParameter): Dimension {
  switch (parameter.kind) {
    case 'int':
      return createIntDimension(parameter);
    case 'float':
      return createFloatDimension(parameter);
    default:
      return createListDimension(parameter.values, commonType(parameter.values));
  }
}

function createListDimension(values: readonly JsonValue[], valueType: ValueType): Dimension {
  const valueAt = (level: number): JsonValue => values[level] as JsonValue;
  return { size: values.length, valueType, valueAt, valueAtUnit: (u) => valueAt(Math.floor(u * values.length)) };
}

function createIntDimension({ low, high, step, log }: IntParameter): Dimension {
  const size = Math.floor((high - low) / step) + 1;
  const valueAt = (level: number): number => low + level * step;
  if (!log) return { size, valueType: 'number', valueAt, valueAtUnit: (u) => valueAt(Math.floor(u * size)) };
  const lowest = Math.log(low - 0.5);
  const highest = Math.log(high + 0.5);
  const valueAtUnit = (u: number): number => {
    const nearest = Math.floor(Math.exp(lowest + u * (highest - lowest)) + 0.5);
    // With a step other than 1 the nearest value of the range is taken.
    const level = Math.round((Math.min(Math.max(nearest, low), high) - low) / step);
    return valueAt(Math.min(level, size - 1));
  };
  return { size, valueType: 'number', valueAt, valueAtUnit };
}

function createFloatDimension(parameter: FloatParameter): Dimension {
  const low = toDecimal(parameter.low);
  const high = toDecimal(parameter.high);
  if (parameter.step !== null) {
    const step = toDecimal(parameter.step);
    const size = Number(countSteps(low, high, step));
    return createRange(size, (level) => stepValue(low, step, level));
  }
  if (parameter.points !== null) return createPoints(low, high, parameter.points, parameter.log);
  return createContinuous(decimalToNumber(low), decimalToNumber(high), parameter.log);
}

function createRange(size: number, compute: (level: number) => number): Dimension {
  if (size <= MAX_EXPANDED)
    return createListDimension(
      Array.from({ length: size }, (_, level) => compute(level)),
      'number',
    );
  return { size, valueType: 'number', valueAt: compute, valueAtUnit: (u) => compute(Math.floor(u * size)) };
}

/** Evenly spaced values with both ends; rounding may make neighbours equal, which then count once. */
function createPoints(low: Decimal, high: Decimal, count: number, log: boolean): Dimension {
  const first = decimalToNumber(low);
  const last = decimalToNumber(high);
  const valueAt = (k: number): number => {
    if (!log) return evenlySpaced(low, high, k, count);
    if (k === 0) return first;
    return k === count - 1 ? last : logarithmic(first, last, k / (count - 1));
  };
  const values = new Set(Array.from({ length: count }, (_, k) => valueAt(k)));
  return createListDimension([...values], 'number');
}

function createContinuous(low: number, high: number, log: boolean): Dimension {
  const valueAtUnit = (u: number): number =>
    log ? logarithmic(low, high, u) : clamp(roundSignificant(low + u * (high - low)), low, high);
  return {
    size: null,
    valueType: 'number',
    valueAt: () => {
      throw new RangeError('a continuous range has no levels');
    },
    valueAtUnit,
  };
}

function logarithmic(low: number, high: number, u: number): number {
  const start = Math.log(low);
  return clamp(roundSignificant(Math.exp(start + u * (Math.log(high) - start))), low, high);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function toDecimal(text: string): Decimal {
  const decimal = parseDecimal(text);
  if (decimal === null) throw new RangeError(`'${text}' is no decimal number`);
  return decimal;
}

/** Type that all values share; `any` for mixed ones and for lists, objects and null. */
export function commonType(values: readonly JsonValue[]): ValueType {
  const types = new Set(values.map((value) => typeof value));
  const [only] = types;
  if (types.size !== 1 || (only !== 'number' && only !== 'string' && only !== 'boolean')) return 'any';
  return only;
}
