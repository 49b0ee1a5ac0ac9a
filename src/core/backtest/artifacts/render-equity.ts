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
  const chunks = [`${HEADER}\n`];
  for (let start = 0; start < rowCount; start += ROWS_PER_CHUNK) {
    const end = Math.min(start + ROWS_PER_CHUNK, rowCount);
    const rows: string[] = [];
    for (let row = start; row < end; row++) {
      const time = openTimes[firstTradingBar + row];
      const equity = formatCell('equity', columns.equity[row], MONEY_DECIMALS, row);
      const balance = formatCell('balance', columns.balance[row], MONEY_DECIMALS, row);
      const drawdown = formatCell('drawdown', columns.drawdown[row], RATIO_DECIMALS, row);
      const highWater = formatCell('high_water', columns.highWater[row], MONEY_DECIMALS, row);
      rows.push(`${isoTime.format(time)},${formatNanoseconds(time)},${equity},${balance},${drawdown},${highWater}`);
    }
    // The empty last element ends the chunk with a line feed.
    rows.push('');
    chunks.push(rows.join('\n'));
  }
  return chunks.join('');
}

function formatCell(column: string, value: number, decimals: number, row: number): string {
  if (!Number.isFinite(value)) throw nonFiniteOutput(`equity.csv[${row}].${column}`, value);
  return formatFixed(value, decimals);
}
