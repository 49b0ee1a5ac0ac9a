import * as z from 'zod';

const DIGITS = /^\d+$/;

/**
 * An integer given as text. Texts are turned into numbers in this file and nowhere else: the parser
 * would make NaN of a word and round what is beyond 2^53.
 */
export function wholeNumber(from: number) {
  return exactInteger(from, `a whole number of at least ${from}`);
}

/** A seed: every integer that a double holds exactly. */
export function seed() {
  return exactInteger(0, 'a whole number from 0 to 2^53 - 1');
}

function exactInteger(from: number, expected: string) {
  return z
    .string(expected)
    .regex(DIGITS, expected)
    .transform(Number)
    .refine((value) => Number.isSafeInteger(value) && value >= from, expected);
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
