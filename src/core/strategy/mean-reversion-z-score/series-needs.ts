import type { DirectionName } from '../parameter-merge.ts';

/**
 * Columns of the primary timeframe (`strategy.md` 4.1), bid side except `atr_ask`. `band` is the
 * Bollinger band that a direction trades against: the lower one for longs, the upper one for shorts.
 */
export type PrimaryColumn = (typeof PRIMARY_COLUMNS)[number];

const PRIMARY_COLUMNS = ['ema', 'ema_z', 'atr', 'atr_ask', 'kalman_z', 'kalman_garch_z', 'band', 'mid'] as const;

/** What a scenario reads: primary columns, both biases, or the overlay timeframes. */
export type SeriesNeed = PrimaryColumn | 'bias' | 'overlay';

/** Texts that every trial looks its columns up by, made once. */
const COLUMN_IDS = { long: columnIdsOf('long'), short: columnIdsOf('short') };

function columnIdsOf(direction: DirectionName): Readonly<Record<PrimaryColumn, string>> {
  const ids = PRIMARY_COLUMNS.map((column) => [column, `${direction}.${column}`]);
  return Object.fromEntries(ids) as Record<PrimaryColumn, string>;
}

/** Local id of a primary column of one direction. */
export function columnId(direction: DirectionName, column: PrimaryColumn): string {
  return COLUMN_IDS[direction][column];
}

/** Local id of the close or the mean of one bias. */
export function biasId(direction: DirectionName, slot: 'bias_a' | 'bias_b', part: 'close' | 'ema'): string {
  return `${direction}.${slot}.${part}`;
}

/** Local id of one overlay value; `timeframe` as listed, so that `PRIMARY` and its timeframe stay apart. */
export function overlayId(direction: DirectionName, timeframe: string, part: 'close' | 'z' | 'band'): string {
  return `${direction}.overlay.${timeframe}.${part}`;
}
