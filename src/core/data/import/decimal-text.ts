const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const NOT_FINITE = /^\s*[+-]?(?:nan|inf|infinity)\s*$/i;

/** The double nearest to a decimal number with a point; null for every other text, also an empty one. */
export function parseDecimal(text: string): number | null {
  return DECIMAL.test(text) ? Number(text) : null;
}

/** Which rule a text breaks that is no decimal number. */
export function refusalCode(text: string): 'DATA_NULL_VALUE' | 'DATA_NON_FINITE' | 'DATA_COLUMN_TYPE' {
  if (text.trim() === '') return 'DATA_NULL_VALUE';
  return NOT_FINITE.test(text) ? 'DATA_NON_FINITE' : 'DATA_COLUMN_TYPE';
}
