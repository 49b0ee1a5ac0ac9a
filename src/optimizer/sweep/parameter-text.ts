import type { JsonValue } from '../../core/types/json.ts';

/** A parameter value in a table of text; an inactive parameter is an empty field. */
export function parameterText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
