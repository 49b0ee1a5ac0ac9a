import type { EquityColumns } from '../../types/backtest-result.ts';
import { formatFixed, MONEY_DECIMALS, RATIO_DECIMALS } from './format-number.ts';
import { formatNanoseconds, IsoTimeFormatter } from './format-time.ts';
import { nonFiniteOutput } from './non-finite-output.ts';

const HEADER = 'timestamp,timestamp_ns,equity,balance,drawdown,high_water';

/** Rows joined at a time: joining short lists is several times faster than appending to one long text. */
const ROWS_PER_CHUNK = 4096;

/**
 * Text of `equity.csv` (`data-and-config.md` 17.3): one row per trading bar. Row k belongs to loaded
 * bar `firstTradingBar + k`.
 */
export function renderEquity(openTimes: Float64Array, firstTradingBar: number, columns: EquityColumns): string {
  const rowCount = columns.equity.length;
  const isoTime = new IsoTimeFormatter();
  const equityCells = new CellColumn('equity', MONEY_DECIMALS);
  const balanceCells = new CellColumn('balance', MONEY_DECIMALS);
  const drawdownCells = new CellColumn('drawdown', RATIO_DECIMALS);
  const highWaterCells = new CellColumn('high_water', MONEY_DECIMALS);
  const chunks = [`${HEADER}\n`];
  for (let start = 0; start < rowCount; start += ROWS_PER_CHUNK) {
    const end = Math.min(start + ROWS_PER_CHUNK, rowCount);
    const rows: string[] = [];
    for (let row = start; row < end; row++) {
      const time = openTimes[firstTradingBar + row];
      const equity = equityCells.format(columns.equity[row], row);
      const balance = balanceCells.format(columns.balance[row], row);
      const drawdown = drawdownCells.format(columns.drawdown[row], row);
      const highWater = highWaterCells.format(columns.highWater[row], row);
      rows.push(`${isoTime.format(time)},${formatNanoseconds(time)},${equity},${balance},${drawdown},${highWater}`);
    }
    // The empty last element ends the chunk with a line feed.
    rows.push('');
    chunks.push(rows.join('\n'));
  }
  return chunks.join('');
}

/** Formats one column; most rows repeat the value of the row before, which is formatted once. */
class CellColumn {
  private readonly name: string;
  private readonly decimals: number;
  private lastValue = Number.NaN;
  private lastText = '';

  constructor(name: string, decimals: number) {
    this.name = name;
    this.decimals = decimals;
  }

  format(value: number, row: number): string {
    if (value === this.lastValue) return this.lastText;
    if (!Number.isFinite(value)) throw nonFiniteOutput(`equity.csv[${row}].${this.name}`, value);
    this.lastValue = value;
    this.lastText = formatFixed(value, this.decimals);
    return this.lastText;
  }
}
