import { HEAD } from '../sweep-example.ts';

/** Code, line and key path of the problems; `message` is a part of the first one or its hint. */
export interface BadFile {
  readonly what: string;
  readonly text: string;
  readonly expected: readonly (readonly [code: string, line: number, path: string])[];
  readonly message?: string;
}

/** A file of the usual head and some lines more. */
export function more(what: string, tail: string, expected: BadFile['expected'], message?: string): BadFile {
  return { what, text: HEAD + tail, expected, ...(message === undefined ? {} : { message }) };
}

/** A file whose whole space is one entry in line 4. */
export function entry(what: string, line: string, expected: BadFile['expected'], message?: string): BadFile {
  const text = `sweep_version: 1\nbase: single.json\nspace:\n  ${line}\n`;
  return { what, text, expected, ...(message === undefined ? {} : { message }) };
}

export const FACTOR = 'space.strategy_parameters.std_factor';
export const LENGTH = 'space.strategy_parameters.b_b_length';
