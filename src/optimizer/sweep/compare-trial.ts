import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { TrialEntry } from '../storage/trial-record.ts';
import type { ReplayDifference } from './sweep-report.ts';

/**
 * Fields in which a replayed trial differs from the store (`optimizer.md` 3): every stored value that a
 * run decides, compared bitwise. A failed trial is equal when code and bar are equal.
 */
export function compareTrial(stored: TrialEntry, replayed: TrialEntry): readonly ReplayDifference[] {
  const differences: ReplayDifference[] = [];
  const compare = (field: string, left: unknown, right: unknown) => {
    if (!Object.is(left, right)) differences.push({ field, stored: String(left), replayed: String(right) });
  };
  const { trial: kept } = stored;
  const { trial: fresh } = replayed;
  compare('status', kept.status, fresh.status);
  compare('error_code', kept.errorCode, fresh.errorCode);
  compare('error_bar', kept.errorBar, fresh.errorBar);
  compare('params_hash', kept.paramsHash, fresh.paramsHash);
  compare('config_hash', kept.configHash, fresh.configHash);
  compare('failed_gates', kept.failedGatesJson, fresh.failedGatesJson);
  compare('score', positiveZero(kept.score), positiveZero(fresh.score));
  METRIC_KEYS.forEach((key, column) => {
    compare(key, positiveZero(kept.metrics[column]!), positiveZero(fresh.metrics[column]!));
  });
  compare('daily_mean', positiveZero(kept.dailyMean), positiveZero(fresh.dailyMean));
  compare('daily_sd', positiveZero(kept.dailySd), positiveZero(fresh.dailySd));
  compare('result_hash', kept.resultHash, fresh.resultHash);
  const isRun = fresh.resultHash !== null;
  if (stored.daily !== null) {
    compareSeries('trial_daily', 'days', stored.daily, isRun ? replayed.daily : null, compare);
  }
  if (stored.trades) compareSeries('trial_trades', 'figures', stored.trades, isRun ? replayed.trades : null, compare);
  return differences;
}

/** Names the length where it differs, and the first value that does. */
function compareSeries(
  table: string,
  members: string,
  stored: Float64Array,
  replayed: Float64Array | null | undefined,
  compare: (field: string, left: unknown, right: unknown) => void,
): void {
  compare(`${table}.${members}`, stored.length, replayed?.length ?? 0);
  const place = stored.findIndex((value, index) => !Object.is(value, replayed?.[index]));
  if (place >= 0) compare(`${table}[${place}]`, stored[place], replayed?.[place]);
}

/** SQLite keeps no negative zero. */
function positiveZero(value: number): number {
  return value + 0;
}
