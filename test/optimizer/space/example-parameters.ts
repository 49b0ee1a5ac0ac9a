import type { JsonValue } from '../../../src/core/types/json.ts';
import type { FloatParameter, IntParameter, ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';

/** Short ways to write parameters in tests; path and short name are the same. */
export function list(path: string, values: readonly JsonValue[], when: string | null = null): ParameterDefinition {
  return { kind: 'list', path, name: nameOf(path), when, values };
}

export function int(path: string, range: Partial<IntParameter> = {}): IntParameter {
  return { kind: 'int', path, name: nameOf(path), when: null, low: 0, high: 10, step: 1, log: false, ...range };
}

export function float(path: string, range: Partial<FloatParameter> = {}): FloatParameter {
  const defaults = { low: '0', high: '1', step: null, points: null, log: false };
  return { kind: 'float', path, name: nameOf(path), when: null, ...defaults, ...range };
}

export function fixed(path: string, value: JsonValue, when: string | null = null): ParameterDefinition {
  return { kind: 'fixed', path, name: nameOf(path), when, value };
}

export function derived(path: string, expr: string, when: string | null = null): ParameterDefinition {
  return { kind: 'derived', path, name: nameOf(path), when, expr };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
