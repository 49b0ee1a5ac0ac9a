import type { TableBlock, TableColumn } from '../../core/data/tables/table.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { storedTrials } from '../sweep/stored-trials.ts';
import type { ExportTable } from './export-table.ts';

const COLUMNS: readonly TableColumn[] = [
  { name: 'trial_index', kind: 'int32' },
  { name: 'date', kind: 'day' },
  { name: 'pnl', kind: 'float64' },
  { name: 'daily_return', kind: 'float64' },
];
/** Series of so many days go into one block, so that a block is worth its overhead. */
const DAYS_PER_BLOCK = 32_768;

interface DailySeries {
  readonly trialIndex: number;
  readonly pnl: Float64Array;
}

/**
 * Daily results of every trial that has them, by trial and day: account currency and, as `daily_return`, divided
 * by the initial balance (`metrics.md` 6). Null where the sweep keeps none.
 */
export function dailyTable(store: TrialReader, sweep: SweepRecord): ExportTable | null {
  if (sweep.days.length === 0) return null;
  function* blocks() {
    let gathered: DailySeries[] = [];
    for (const trials of storedTrials(store, sweep.sweepId)) {
      for (const { trialIndex } of trials) {
        const pnl = store.readDaily(sweep.sweepId, trialIndex);
        if (pnl !== null) gathered.push({ trialIndex, pnl });
        if (gathered.length * sweep.days.length < DAYS_PER_BLOCK) continue;
        yield seriesBlock(gathered, sweep);
        gathered = [];
      }
    }
    yield seriesBlock(gathered, sweep);
  }
  return { name: 'daily', columns: COLUMNS, blocks };
}

function seriesBlock(series: readonly DailySeries[], { days, initialBalance }: SweepRecord): TableBlock {
  const rows = series.length * days.length;
  const index = new Int32Array(rows);
  const dates = new Int32Array(rows);
  const results = new Float64Array(rows);
  for (const [position, { trialIndex, pnl }] of series.entries()) {
    const from = position * days.length;
    index.fill(trialIndex, from, from + days.length);
    dates.set(days, from);
    results.set(pnl, from);
  }
  return { rows, cells: [index, dates, results, results.map((result) => result / initialBalance)] };
}
