import * as z from 'zod';
import { TIMEFRAMES } from '../core/types/timeframe.ts';

/** Case in which a text is kept; blanks around it are dropped (`data-and-config.md` 3 and 4). */
export type TextCase = 'upper' | 'lower';

/**
 * Cases of the schemas below. They stand beside the schemas, because a schema with a transformation
 * could not be exported as JSON Schema.
 */
export const textCases = z.registry<{ textCase: TextCase }>();

/** Whole number; without limits any that a double holds exactly. */
export function wholeNumber(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  const error = `allowed: ${describeLimits(min, max, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** Number within limits, both inclusive. */
export function numberWithin(min: number, max: number = Number.POSITIVE_INFINITY) {
  const error = `allowed: ${describeLimits(min, max, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)}`;
  const schema = z.number().min(min, { error });
  return max === Number.POSITIVE_INFINITY ? schema : schema.max(max, { error });
}

export function positiveNumber() {
  return z.number().positive({ error: 'allowed: > 0' });
}

function describeLimits(min: number, max: number, lowest: number, highest: number): string {
  if (max === highest) return `≥ ${min}`;
  return min === lowest ? `≤ ${max}` : `${min} … ${max}`;
}

/** One of several lower-case words, written in any case. */
export function word<const Words extends readonly string[]>(...words: Words) {
  const schema = z.enum(words);
  textCases.add(schema, { textCase: 'lower' });
  return schema;
}

/** Text in lower case. */
export function lowerText() {
  const schema = z.string();
  textCases.add(schema, { textCase: 'lower' });
  return schema;
}

/** SHA-256 as 64 lower-case hex digits. */
export function sha256() {
  const schema = z.string().regex(/^[0-9a-f]{64}$/, { error: 'expected 64 hex digits' });
  textCases.add(schema, { textCase: 'lower' });
  return schema;
}

/** Text in capitals that matches a pattern. */
export function capitals(pattern: RegExp, expected: string) {
  const schema = z.string().regex(pattern, { error: expected });
  textCases.add(schema, { textCase: 'upper' });
  return schema;
}

export function timeframe() {
  const schema = z.enum(TIMEFRAMES);
  textCases.add(schema, { textCase: 'upper' });
  return schema;
}

export function currency() {
  return capitals(/^[A-Z]{3}$/, 'expected three letters like "EUR"');
}

export function currencyPair() {
  return capitals(/^[A-Z]{6}$/, 'expected six letters like "EURUSD"');
}
