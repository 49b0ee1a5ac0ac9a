import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import { count, fixed, money, percent } from './figures.ts';
import type { TableColumn } from './render-table.ts';

/** The figures by which trials are ranked, and the number of trades. */
export function rankingColumns(trials: readonly TrialRecord[], scoreDecimals: number): readonly TableColumn[] {
  return [
    { title: 'score', cells: trials.map((trial) => fixed(trial.score, scoreDecimals)) },
    { title: 'net profit', cells: trials.map((trial) => money(metricOf(trial, 'profit_net'))) },
    { title: 'drawdown', cells: trials.map((trial) => percent(metricOf(trial, 'max_drawdown'))) },
    { title: 'trades', cells: trials.map((trial) => wholeOrMissing(metricOf(trial, 'total_trades'))) },
  ];
}

function metricOf(trial: TrialRecord, key: MetricKey): number {
  return trial.metrics[METRIC_KEYS.indexOf(key)] ?? Number.NaN;
}

function wholeOrMissing(value: number): string {
  return Number.isNaN(value) ? fixed(value, 0) : count(value);
}
