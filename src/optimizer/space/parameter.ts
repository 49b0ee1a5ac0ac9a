import type { JsonValue } from '../../core/types/json.ts';

interface ParameterBase {
  /** Full dotted path in the configuration. */
  readonly path: string;
  /** Short name in expressions; null where the last path component is not unique and no `as` is given. */
  readonly name: string | null;
  /** Condition; null: always active. */
  readonly when: string | null;
}

/** Ordered (`list`) or unordered (`categorical`) values; equal values occur once. */
interface ValuesParameter extends ParameterBase {
  readonly kind: 'list' | 'categorical' | 'bool';
  readonly values: readonly JsonValue[];
}

export interface IntParameter extends ParameterBase {
  readonly kind: 'int';
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly log: boolean;
}

/** Limits are decimal texts, so that a range is exact (`optimizer.md` 8.3). */
export interface FloatParameter extends ParameterBase {
  readonly kind: 'float';
  readonly low: string;
  readonly high: string;
  readonly step: string | null;
  /** Number of evenly spaced values; grids only. */
  readonly points: number | null;
  readonly log: boolean;
}

/** A configuration value that is set without being searched. */
interface FixedParameter extends ParameterBase {
  readonly kind: 'fixed';
  readonly value: JsonValue;
}

/** A configuration value computed from other parameters. */
interface DerivedParameter extends ParameterBase {
  readonly kind: 'derived';
  readonly expr: string;
}

export type SearchParameter = ValuesParameter | IntParameter | FloatParameter;

/** One entry of `space` (`optimizer.md` 8.1) as plain data. */
export type ParameterDefinition = SearchParameter | FixedParameter | DerivedParameter;

/** True for the parameters that are searched: they have a dimension and enter `params_hash`. */
export function isSearched(parameter: ParameterDefinition): parameter is SearchParameter {
  return parameter.kind !== 'fixed' && parameter.kind !== 'derived';
}
