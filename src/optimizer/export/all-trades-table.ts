import type { TableBlock, TableColumn } from '../../core/data/tables/table.ts';
import { countPacked, type PackedTrades, packedFigure } from '../storage/packed-trades.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { storedTrials } from '../sweep/stored-trials.ts';
import type { ExportTable } from './export-table.ts';

const COLUMNS: readonly TableColumn[] = [
  { name: 'trial_index', kind: 'int32' },
  { name: 'entry_time', kind: 'time' },
  { name: 'exit_time', kind: 'time' },
  { name: 'size', kind: 'float64' },
  { name: 'result', kind: 'float64' },
  { name: 'fees', kind: 'float64' },
  { name: 'r_multiple', kind: 'float64' },
];
/** So many trades go into one block, so that a block is worth its overhead. */
const TRADES_PER_BLOCK = 32_768;

interface TrialTrades {
  readonly trialIndex: number;
  readonly packed: PackedTrades;
}

/**
 * Closed trades of every trial, by trial and in closing order, as the store has them. Null where the sweep does
 * not keep them (`store.trades: all`).
 */
export function allTradesTable(store: TrialReader, { sweepId, keepsTrades }: SweepRecord): ExportTable | null {
  if (!keepsTrades) return null;
  function* blocks() {
    let gathered: TrialTrades[] = [];
    let trades = 0;
    for (const trials of storedTrials(store, sweepId)) {
      for (const { trialIndex } of trials) {
        const packed = store.readTrades(sweepId, trialIndex);
        if (packed === null) continue;
        gathered.push({ trialIndex, packed });
        trades += countPacked(packed);
        if (trades < TRADES_PER_BLOCK) continue;
        yield blockOfTrades(gathered, trades);
        gathered = [];
        trades = 0;
      }
    }
    yield blockOfTrades(gathered, trades);
  }
  return { name: 'all_trades', columns: COLUMNS, blocks };
}

function blockOfTrades(trials: readonly TrialTrades[], rows: number): TableBlock {
  const index = new Int32Array(rows);
  const figures = Array.from({ length: COLUMNS.length - 1 }, () => new Float64Array(rows));
  let from = 0;
  for (const { trialIndex, packed } of trials) {
    const count = countPacked(packed);
    const exitFees = packedFigure(packed, 'exit_fee');
    const fees = packedFigure(packed, 'entry_fee').map((fee, trade) => fee + exitFees[trade]);
    index.fill(trialIndex, from, from + count);
    [
      packedFigure(packed, 'entry_time'),
      packedFigure(packed, 'exit_time'),
      packedFigure(packed, 'size'),
      packedFigure(packed, 'result'),
      fees,
      packedFigure(packed, 'r_multiple'),
    ].forEach((values, column) => {
      figures[column].set(values, from);
    });
    from += count;
  }
  return { rows, cells: [index, ...figures] };
}
