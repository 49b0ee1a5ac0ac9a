/**
 * Path and values of the first place where two values differ, or null. Numbers count as equal only if
 * they are the same double: 0 and -0 differ, NaN equals NaN.
 */
export function firstDifference(expected: unknown, actual: unknown, path = ''): string | null {
  if (Object.is(expected, actual)) return null;
  if (!isContainer(expected) || !isContainer(actual)) return `${path}: ${show(expected)} but got ${show(actual)}`;
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const key of keys) {
    const difference = firstDifference(expected[key], actual[key], `${path}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  return isContainer(value) ? JSON.stringify(value) : String(value);
}
