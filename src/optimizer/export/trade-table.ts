import { parseInstant } from '../../core/data/dates.ts';
import type { Cell, CellKind } from '../../core/data/tables/table.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { blockOf, type ExportTable, type SourcedColumn } from './export-table.ts';
import type { TrialRepeater } from './top-trials.ts';

/** One trade as `trades.json` has it, with the trial that made it. */
interface RankedTrade {
  readonly rank: number;
  readonly trialIndex: number;
  readonly trade: JsonObject;
}

/** Members of `trades.json` (`data-and-config.md` 17.2). */
const TRADE_MEMBERS: readonly (readonly [name: string, kind: CellKind])[] = [
  ['entry_time', 'time'],
  ['exit_time', 'time'],
  ['symbol', 'text'],
  ['direction', 'text'],
  ['order_type', 'text'],
  ['entry_price', 'float64'],
  ['exit_price', 'float64'],
  ['initial_stop_loss', 'float64'],
  ['stop_loss', 'float64'],
  ['take_profit', 'float64'],
  ['size', 'float64'],
  ['result', 'float64'],
  ['fees', 'float64'],
  ['r_multiple', 'float64'],
  ['reason', 'text'],
  ['scenario_id', 'int32'],
];

const COLUMNS: readonly SourcedColumn<RankedTrade>[] = [
  { name: 'rank', kind: 'int32', read: ({ rank }) => rank },
  { name: 'trial_index', kind: 'int32', read: ({ trialIndex }) => trialIndex },
  ...TRADE_MEMBERS.map(
    ([name, kind]): SourcedColumn<RankedTrade> => ({ name, kind, read: ({ trade }) => cellOf(trade[name], kind) }),
  ),
];

/** Trades of the given trials, best first (rank 1) and in closing order, with the figures of `trades.json`. */
export function tradeTable(trials: readonly TrialRecord[], repeat: TrialRepeater): ExportTable {
  async function* blocks() {
    for (const [place, record] of trials.entries()) {
      const { files } = await repeat(record);
      const trades: readonly JsonObject[] = JSON.parse(files.get('trades.json') ?? '[]');
      const ranked = trades.map((trade) => ({ rank: place + 1, trialIndex: record.trialIndex, trade }));
      yield blockOf(COLUMNS, ranked);
    }
  }
  return { name: 'trades', columns: COLUMNS, blocks };
}

function cellOf(value: JsonValue | undefined, kind: CellKind): Cell {
  if (value === undefined || value === null || typeof value === 'object') return null;
  return kind === 'time' ? parseInstant(String(value)) : value;
}
