/** How close a number must be: the tolerance of the reference vectors, or the same bits. */
export type Strictness = 'tolerance' | 'bits';

const TOLERANCE = 1e-10;

/**
 * First difference between a computed and an expected value, null if there is none. Null stands for NaN
 * and undefined, the texts `Infinity` and `-Infinity` for infinities; everything that is no number must
 * be equal.
 */
export function findDifference(actual: unknown, expected: unknown, strictness: Strictness, place = ''): string | null {
  if (Array.isArray(expected)) return findListDifference(actual, expected, strictness, place);
  if (typeof expected === 'object' && expected !== null) {
    for (const [name, value] of Object.entries(expected)) {
      const member = (actual as Record<string, unknown>)[name];
      const difference = findDifference(member, value, strictness, `${place}.${name}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  return isEqual(actual, expected, strictness) ? null : `${place}: ${String(actual)}, expected ${String(expected)}`;
}

/** Index of the first element that is neither undefined nor infinite. */
export function firstDefined(values: ArrayLike<unknown>): number | null {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === 'number' ? Number.isFinite(value) : value !== null && value !== undefined) return i;
  }
  return null;
}

function findListDifference(
  actual: unknown,
  expected: readonly unknown[],
  strictness: Strictness,
  place: string,
): string | null {
  const list = actual as ArrayLike<unknown> | null | undefined;
  if (list?.length !== expected.length) return `${place}: length ${list?.length}, expected ${expected.length}`;
  for (let i = 0; i < expected.length; i++) {
    const difference = findDifference(list[i], expected[i], strictness, `${place}[${i}]`);
    if (difference !== null) return difference;
  }
  return null;
}

function isEqual(actual: unknown, expected: unknown, strictness: Strictness): boolean {
  if (expected === null) return actual === null || Number.isNaN(actual);
  if (expected === 'Infinity') return actual === Number.POSITIVE_INFINITY;
  if (expected === '-Infinity') return actual === Number.NEGATIVE_INFINITY;
  if (typeof expected !== 'number' || typeof actual !== 'number') return actual === expected;
  return strictness === 'bits' ? Object.is(actual, expected) : Math.abs(actual - expected) <= TOLERANCE;
}
