import path from 'node:path';
import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import type { BatchReport, BatchRow } from '../../run/batch/batch-report.ts';
import { countBatch } from '../../run/batch/run-batch.ts';
import { count, countOf, duration, fixed, money, percent, ratio } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderTable, type TableColumn } from './render-table.ts';
import { shownPath } from './shown-path.ts';

/** A batch in a few lines: how it ended, and a line per configuration. */
export function renderBatch(
  { rows, workers, elapsedMs }: BatchReport,
  workingDirectory: string,
  width: number,
): string {
  const counts = countBatch(rows);
  const ended = (['complete', 'failed', 'cancelled'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${count(counts[status])} ${status}`);
  const folder = rows.find(({ run }) => run !== null)?.run?.folder;
  const facts: Fact[] = [
    ['batch', `${countOf(rows.length, 'configuration')}: ${ended.join(', ')}`],
    ['time', `${duration(elapsedMs)}, ${countOf(workers, 'worker')}`],
    ...(folder === undefined ? [] : [['folder', shownPath(path.dirname(folder), workingDirectory)] as const]),
  ];
  return `${renderFacts(facts, width)}\n${renderTable(columnsOf(rows), width, 1)}`;
}

/** How one run ended, in one line. */
export function describeBatchRow(row: BatchRow): string {
  if (row.error !== null) {
    const { category, code, where, message } = row.error;
    return `${row.config}: error[${category}/${code}] ${where === null ? '' : `${where}: `}${message}`;
  }
  return `${row.config}: ${figure(row, 'total_trades', wholeNumber)} trades, net profit ${figure(row, 'profit_net', money)}`;
}

function columnsOf(rows: readonly BatchRow[]): readonly TableColumn[] {
  const column = (title: string, cellOf: (row: BatchRow) => string): TableColumn => ({
    title,
    cells: rows.map(cellOf),
    align: 'left',
  });
  const figures = (title: string, key: MetricKey, render: (value: number) => string): TableColumn => ({
    title,
    cells: rows.map((row) => figure(row, key, render)),
  });
  return [
    column('configuration', ({ config }) => config),
    column('market', ({ symbol, timeframe }) => `${symbol} ${timeframe}`),
    column('status', ({ status, error }) => error?.code ?? status),
    figures('net profit', 'profit_net', money),
    figures('drawdown', 'max_drawdown', percent),
    figures('trades', 'total_trades', wholeNumber),
    figures('profit factor', 'profit_factor', ratio),
    figures('Sharpe', 'sharpe_equity_daily', ratio),
    column('run', ({ run, repeatOf }) => (run === null ? '' : `${run.runId}${repeatOf === null ? '' : ' (again)'}`)),
  ];
}

function figure({ run }: BatchRow, key: MetricKey, render: (value: number) => string): string {
  return run === null ? '' : render(run.metrics[METRIC_KEYS.indexOf(key)] ?? Number.NaN);
}

function wholeNumber(value: number): string {
  return Number.isNaN(value) ? fixed(value, 0) : count(value);
}
