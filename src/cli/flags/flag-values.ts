import { z } from 'zod';

const DIGITS = /^\d+$/;

/**
 * An integer given as text. Texts are turned into numbers here and nowhere else: the parser would
 * make NaN of a word and round what is beyond 2^53.
 */
export function wholeNumber(from: number, to: number = Number.MAX_SAFE_INTEGER) {
  const upTo = to === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : String(to);
  const expected = `a whole number from ${from} to ${upTo}`;
  return z
    .string(expected)
    .regex(DIGITS, expected)
    .transform(Number)
    .refine((value) => Number.isSafeInteger(value) && value >= from && value <= to, expected);
}

/** A text that is not empty. */
export function someText(expected: string) {
  return z.string(expected).min(1, expected);
}

/** One of a few words. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, `one of ${words.join(', ')}`);
}

/** A flag without a value; absent is false. */
export function onOff() {
  return z.boolean('no value').default(false);
}
