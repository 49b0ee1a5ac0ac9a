import { createHash } from 'node:crypto';
import { sha256Hex } from '../math/sha256.ts';
import { CONTRACT_METRIC_KEYS } from '../metrics/metric-keys.ts';
import type { TradeColumns } from '../types/trade.ts';

/** What `result_hash` covers, all unrounded (`data-and-config.md` 16.5). */
export interface HashedResult {
  /** Begins with the contract keys ascending, as `computeMetrics` returns it; NaN is "n/a". */
  readonly metrics: Float64Array;
  /** In the order of `trades.json`. */
  readonly trades: TradeColumns;
  /** Index of the loaded bar that is row 0 of `equity.csv`. */
  readonly firstTradingBar: number;
  /** Last equity of each UTC day with a trading bar, ascending. */
  readonly dailyEquity: Float64Array;
  readonly finalBalance: number;
}

/** Five int32 and nine float64. */
const TRADE_BYTES = 5 * 4 + 9 * 8;

/** Upper half of the quiet NaN 0x7FF8000000000000; written by hand because NaNs of a CPU carry other bits. */
const QUIET_NAN_HIGH = 0x7ff80000;

const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Scratch memory of this thread, reused by every trial; grows to the largest result seen. */
let scratch = new DataView(new ArrayBuffer(1 << 16));

/** SHA-256 over the binary form of a result, 64 lower-case hex digits. */
export function resultHash(result: HashedResult): string {
  const { metrics, trades, dailyEquity } = result;
  const metricCount = CONTRACT_METRIC_KEYS.length;
  const byteLength = trades.count * TRADE_BYTES + (metricCount + dailyEquity.length + 1) * 8;
  const view = reserveScratch(byteLength);
  let offset = 0;
  for (let i = 0; i < metricCount; i++) offset = writeDouble(view, offset, metrics[i]);
  offset = writeTrades(view, offset, trades, result.firstTradingBar);
  offset = writeColumn(view, offset, dailyEquity);
  writeDouble(view, offset, result.finalBalance);
  return sha256Hex(new Uint8Array(view.buffer, 0, byteLength));
}

/** Texts of the three files that `artifact_hash` covers. */
export interface HashedArtifacts {
  readonly tradesJson: string;
  readonly equityCsv: string;
  readonly metricsJson: string;
}

/** SHA-256 over the UTF-8 bytes of `trades.json`, `equity.csv` and `metrics.json`, in that order. */
export function artifactHash(artifacts: HashedArtifacts): string {
  return createHash('sha256')
    .update(artifacts.tradesJson)
    .update(artifacts.equityCsv)
    .update(artifacts.metricsJson)
    .digest('hex');
}

function reserveScratch(byteLength: number): DataView {
  if (scratch.byteLength < byteLength) scratch = new DataView(new ArrayBuffer(2 * byteLength));
  return scratch;
}

/** Writes the records one after the other; returns the next offset. */
function writeTrades(view: DataView, start: number, trades: TradeColumns, firstBar: number): number {
  const { count, entryBar, exitBar, direction, reason, scenarioId } = trades;
  const { entryPrice, exitPrice, initialStopLoss, stopLoss, takeProfit, size, result, entryFee, exitFee } = trades;
  let offset = start;
  for (let row = 0; row < count; row++) {
    view.setInt32(offset, entryBar[row]! - firstBar, true);
    view.setInt32(offset + 4, exitBar[row]! - firstBar, true);
    view.setInt32(offset + 8, direction[row]!, true);
    view.setInt32(offset + 12, reason[row]!, true);
    view.setInt32(offset + 16, scenarioId[row]!, true);
    writeDouble(view, offset + 20, entryPrice[row]!);
    writeDouble(view, offset + 28, exitPrice[row]!);
    writeDouble(view, offset + 36, initialStopLoss[row]!);
    writeDouble(view, offset + 44, stopLoss[row]!);
    writeDouble(view, offset + 52, takeProfit[row]!);
    writeDouble(view, offset + 60, size[row]!);
    writeDouble(view, offset + 68, result[row]!);
    writeDouble(view, offset + 76, entryFee[row]!);
    writeDouble(view, offset + 84, exitFee[row]!);
    offset += TRADE_BYTES;
  }
  return offset;
}

/** Writes a column at once where memory has the byte order of the hash; returns the next offset. */
function writeColumn(view: DataView, start: number, values: Float64Array): number {
  if (!IS_LITTLE_ENDIAN) return values.reduce((offset, value) => writeDouble(view, offset, value), start);
  const bytes = new Uint8Array(view.buffer, start, values.byteLength);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // Zeros may carry a sign, NaNs any bits; equity is mostly neither.
    if (!(value > 0)) writeDouble(view, start + 8 * i, value);
  }
  return start + values.byteLength;
}

/** Writes one little-endian double, every NaN alike and -0 as 0; returns the next offset. */
function writeDouble(view: DataView, offset: number, value: number): number {
  if (Number.isNaN(value)) {
    view.setUint32(offset, 0, true);
    view.setUint32(offset + 4, QUIET_NAN_HIGH, true);
  } else {
    view.setFloat64(offset, value + 0, true);
  }
  return offset + 8;
}
