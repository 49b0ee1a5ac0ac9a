import { expect } from 'vitest';

/** The tolerance of the reference files: relative 1e-9, absolute 1e-12 near zero. */
export function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected), `${actual} instead of ${expected}`).toBeLessThanOrEqual(
    Math.max(1e-9 * Math.abs(expected), 1e-12),
  );
}

export function expectAllClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, position) => {
    expectClose(actual[position]!, value);
  });
}
