import { roundHalfAway } from '../math/rounding.ts';
import { METRIC_DEFINITIONS } from './definitions.ts';
import type { MetricUnit } from './metric-definition.ts';
import { METRIC_KEYS, type MetricKey } from './metric-keys.ts';

/** Decimals in files by unit (`metrics.md` 1.3). */
export const DECIMALS_BY_UNIT: Readonly<Record<MetricUnit, number>> = {
  account_currency: 2,
  lots: 2,
  ratio: 6,
  r_multiple: 6,
  percent: 6,
  trades: 6,
  count: 0,
  bars: 0,
  days: 0,
  boolean: 0,
};

/** A mean of bar counts keeps its fraction, unlike a count of bars. */
const AVERAGE_BARS_DECIMALS = 6;

const DECIMALS_BY_KEY = new Map<MetricKey, number>(
  METRIC_KEYS.map((key) => [
    key,
    key === 'avg_holding_bars' ? AVERAGE_BARS_DECIMALS : DECIMALS_BY_UNIT[METRIC_DEFINITIONS[key].unit],
  ]),
);

/** Number of decimals with which a single-run key is written. */
export function metricDecimals(key: MetricKey): number {
  return DECIMALS_BY_KEY.get(key) as number;
}

/** Value of a single-run key as files carry it; NaN ("n/a") passes through. */
export function roundMetric(key: MetricKey, value: number): number {
  return roundHalfAway(value, metricDecimals(key));
}
