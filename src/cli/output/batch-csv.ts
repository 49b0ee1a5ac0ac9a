import { formatFixed } from '../../core/backtest/artifacts/format-number.ts';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import { csvLine } from '../../optimizer/sweep/csv-text.ts';
import type { BatchRow } from '../../run/batch/batch-report.ts';

const COLUMNS = [
  'config',
  'status',
  'strategy',
  'symbol',
  'timeframe',
  'start_date',
  'end_date',
  'seed',
  'run_id',
  'config_hash',
  'result_hash',
  'artifact_hash',
  'error_code',
  'error_message',
] as const;

/** A line per configuration (RFC 4180); metrics are rounded as in files, empty without a finished run. */
export function renderBatchCsv(rows: readonly BatchRow[]): string {
  return [csvLine([...COLUMNS, ...METRIC_KEYS]), ...rows.map(rowLine)].join('');
}

function rowLine(row: BatchRow): string {
  const { run, error } = row;
  return csvLine([
    row.config,
    row.status,
    row.strategy,
    row.symbol,
    row.timeframe,
    row.startDate,
    row.endDate,
    run === null ? '' : String(run.seed),
    run?.runId ?? '',
    row.configHash,
    run?.resultHash ?? '',
    run?.artifactHash ?? '',
    error?.code ?? '',
    error?.message ?? '',
    ...METRIC_KEYS.map((key, column) => metricText(run?.metrics[column], metricDecimals(key))),
  ]);
}

function metricText(value: number | undefined, decimals: number): string {
  if (value === undefined) return '';
  return Number.isNaN(value) ? 'n/a' : formatFixed(value, decimals);
}
