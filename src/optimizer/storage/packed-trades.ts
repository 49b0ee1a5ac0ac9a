import { riskMultiples } from '../../core/metrics/risk-multiples.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { TradeResults } from '../../core/types/trade.ts';

/**
 * Figures of a closed trade that the store keeps, in the order of the blob: open times of the bars that its
 * record carries as entry and exit (ms since the epoch, UTC), lots, account currency before commissions,
 * commissions, and the result over the risk per trade (`metrics.md` 4.4).
 */
export const PACKED_TRADE_FIGURES = [
  'entry_time',
  'exit_time',
  'size',
  'result',
  'entry_fee',
  'exit_fee',
  'r_multiple',
] as const;

/** Trades of one trial as they are kept: for each figure the values of all trades, one figure after the other. */
export type PackedTrades = Float64Array;

const FIGURES = PACKED_TRADE_FIGURES.length;

/** @param openTimes of the bars that the trades refer to, ms */
export function packTrades(trades: TradeResults, openTimes: Float64Array, riskPerTrade: number): PackedTrades {
  const { count } = trades;
  const packed = new Float64Array(FIGURES * count);
  for (let trade = 0; trade < count; trade++) {
    packed[trade] = openTimes[trades.entryBar[trade]!]!;
    packed[count + trade] = openTimes[trades.exitBar[trade]!]!;
  }
  [trades.size, trades.result, trades.entryFee, trades.exitFee].forEach((figure, place) => {
    packed.set(figure.subarray(0, count), (place + 2) * count);
  });
  riskMultiples(trades, riskPerTrade, packed.subarray((FIGURES - 1) * count));
  return packed;
}

/** Number of trades. */
export function countPacked(packed: PackedTrades): number {
  return packed.length / FIGURES;
}

/** One figure of all trades: a view. */
export function packedFigure(packed: PackedTrades, name: (typeof PACKED_TRADE_FIGURES)[number]): Float64Array {
  const count = countPacked(packed);
  const place = PACKED_TRADE_FIGURES.indexOf(name);
  return packed.subarray(place * count, (place + 1) * count);
}

/**
 * Refuses trades of a sweep that keeps none, because replays and exports go by what the sweep says, and what is
 * no list of trades or holds anything but numbers.
 */
export function checkTrades(
  packed: PackedTrades,
  { keepsTrades }: { readonly keepsTrades: boolean },
  place: string,
): void {
  if (!keepsTrades) throw new RuntimeFailure('RUNTIME_INTERNAL', 'the sweep keeps no trades', { where: place });
  if (packed.length % FIGURES !== 0) {
    const message = `${packed.length} figures of trades, expected a multiple of ${FIGURES}`;
    throw new RuntimeFailure('RUNTIME_INTERNAL', message, { where: place });
  }
  const position = packed.findIndex((value) => !Number.isFinite(value));
  if (position < 0) return;
  const count = countPacked(packed);
  const key = PACKED_TRADE_FIGURES[Math.floor(position / count)]!;
  throw new RuntimeFailure('RUNTIME_NON_FINITE_OUTPUT', `${key} of trade ${position % count} is ${packed[position]}`, {
    where: place,
    details: { key: `trial_trades.${key}`, trade: position % count },
  });
}
