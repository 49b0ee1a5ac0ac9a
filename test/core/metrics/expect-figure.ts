import { expect } from 'vitest';

/** Statistics reference: relative 1e-9, absolute 1e-12 near zero. */
export function expectFigure(actual: number, expected: number, name: string): void {
  const allowed = Math.max(1e-12, 1e-9 * Math.abs(expected));
  expect(Math.abs(actual - expected), `${name}: ${actual}, expected ${expected}`).toBeLessThanOrEqual(allowed);
}
