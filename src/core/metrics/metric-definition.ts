export type MetricUnit =
  | 'count'
  | 'ratio'
  | 'account_currency'
  | 'bars'
  | 'r_multiple'
  | 'days'
  | 'trades'
  | 'percent'
  | 'lots'
  | 'boolean';

export type MetricDomain = 'any' | '>=0' | '>=1' | '0..1' | '0..8' | 'true|false';
export type MetricSource = 'trades' | 'equity' | 'meta' | 'optimizer';

/** `number|string` marks a key that may be `"n/a"`. */
export type MetricValueType = 'number' | 'boolean' | 'string' | 'number|string';

/** What a reader of `metrics.json` is told about one key (`metrics.md` 7). */
export interface MetricDefinition {
  readonly description: string;
  readonly domain: MetricDomain;
  readonly source: MetricSource;
  readonly type: MetricValueType;
  readonly unit: MetricUnit;
}
