import { tradeAt } from '../../core/portfolio/trade-log.ts';
import type { EquityColumns } from '../../core/types/backtest-result.ts';
import type { OpenPosition, Trade, TradeColumns } from '../../core/types/trade.ts';
import type { ObservedRun } from './observed-run.ts';

/** The earliest thing that is different, with both values as text. */
export interface RunDifference {
  /** Index into the loaded primary bars. */
  readonly bar: number;
  /** What differs: `series ema`, `signal.stopLoss`, `gate`, `trade.entryPrice`, `equity`. */
  readonly field: string;
  readonly full: string;
  readonly cut: string;
}

const NOTHING = 'none';
const SIGNAL_FIELDS = [
  'direction',
  'orderType',
  'entryPrice',
  'stopLoss',
  'takeProfit',
  'scenarioId',
  'goodTillMs',
] as const;
const EQUITY_FIELDS = [
  'equity',
  'balance',
  'drawdown',
  'highWater',
] as const satisfies readonly (keyof EquityColumns)[];
/** Facts of a position that its later life cannot change. */
const POSITION_FIELDS = [
  'positionId',
  'direction',
  'orderType',
  'scenarioId',
  'entryBar',
  'entryPrice',
  'initialStopLoss',
  'size',
  'entryFee',
] as const satisfies readonly (keyof OpenPosition & keyof Trade)[];

/**
 * The first difference between a run on all data and one on data cut after `lastBar`, bit by bit: series
 * the strategy reads, its signals, gates and refusals, trades, open positions, equity. Of several in one
 * bar the one that comes first in this order, because the later ones follow from it.
 */
export function findFirstDifference(full: ObservedRun, cut: ObservedRun, lastBar: number): RunDifference | null {
  const found = [
    compareSeries(full, cut, lastBar),
    compareSignals(full, cut, lastBar),
    compareRefusals(full, cut, lastBar),
    compareTrades(full, cut, lastBar),
    comparePositions(full, cut, lastBar),
    compareEquity(full, cut, lastBar),
  ];
  let first: RunDifference | null = null;
  for (const difference of found) {
    if (difference !== null && (first === null || difference.bar < first.bar)) first = difference;
  }
  return first;
}

function compareSeries(full: ObservedRun, cut: ObservedRun, lastBar: number): RunDifference | null {
  let first: RunDifference | null = null;
  for (const [id, values] of full.series) {
    const cutValues = cut.series.get(id) ?? new Float64Array(0);
    const end = first === null ? lastBar : first.bar - 1;
    for (let bar = 0; bar <= end; bar += 1) {
      if (Object.is(values[bar], cutValues[bar])) continue;
      first = { bar, field: `series ${id}`, full: show(values[bar]), cut: show(cutValues[bar]) };
      break;
    }
  }
  return first;
}

function compareSignals(full: ObservedRun, cut: ObservedRun, lastBar: number): RunDifference | null {
  for (const bar of barsOf(full.signals, cut.signals, lastBar)) {
    const [left, right] = [full.signals.get(bar), cut.signals.get(bar)];
    if (left === undefined || right === undefined) {
      return { bar, field: 'signal', full: left?.orderType ?? NOTHING, cut: right?.orderType ?? NOTHING };
    }
    for (const field of SIGNAL_FIELDS) {
      if (!Object.is(left[field], right[field])) return describe(bar, `signal.${field}`, left[field], right[field]);
    }
  }
  return null;
}

function compareRefusals(full: ObservedRun, cut: ObservedRun, lastBar: number): RunDifference | null {
  for (const bar of barsOf(full.refusals, cut.refusals, lastBar)) {
    const [left, right] = [full.refusals.get(bar), cut.refusals.get(bar)];
    if (left !== right) return describe(bar, 'gate or refusal', left ?? NOTHING, right ?? NOTHING);
  }
  return null;
}

function compareTrades(full: ObservedRun, cut: ObservedRun, lastBar: number): RunDifference | null {
  const left = closedTrades(full.result.trades, lastBar);
  const right = closedTrades(cut.result.trades, lastBar);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index], right[index]];
    const bar = Math.min(one?.exitBar ?? lastBar, other?.exitBar ?? lastBar);
    if (one === undefined || other === undefined) {
      return describe(bar, 'trade', one?.reason ?? NOTHING, other?.reason ?? NOTHING);
    }
    for (const field of Object.keys(one) as (keyof Trade)[]) {
      if (!Object.is(one[field], other[field])) return describe(bar, `trade.${field}`, one[field], other[field]);
    }
  }
  return null;
}

/** Positions that were open after the last bar: in the full run they are closed later, or still open. */
function comparePositions(full: ObservedRun, cut: ObservedRun, lastBar: number): RunDifference | null {
  const later = allTrades(full.result.trades).filter(
    ({ entryBar, exitBar }) => entryBar <= lastBar && exitBar > lastBar,
  );
  const open = full.result.openPositions.filter(({ entryBar }) => entryBar <= lastBar);
  const left = [...later, ...open].sort((one, other) => one.positionId - other.positionId);
  const right = cut.result.openPositions;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [one, other] = [left[index], right[index]];
    const bar = Math.min(one?.entryBar ?? lastBar, other?.entryBar ?? lastBar);
    if (one === undefined || other === undefined) {
      return describe(bar, 'open position', one?.entryPrice ?? NOTHING, other?.entryPrice ?? NOTHING);
    }
    for (const field of POSITION_FIELDS) {
      if (!Object.is(one[field], other[field])) return describe(bar, `position.${field}`, one[field], other[field]);
    }
  }
  return null;
}

function compareEquity(full: ObservedRun, cut: ObservedRun, lastBar: number): RunDifference | null {
  const [left, right] = [full.result.equity, cut.result.equity];
  const { firstTradingBar } = full.dataset;
  for (let row = 0; row <= lastBar - firstTradingBar; row += 1) {
    for (const field of EQUITY_FIELDS) {
      const [one, other] = [left?.[field][row], right?.[field][row]];
      if (!Object.is(one, other)) return describe(firstTradingBar + row, field, one, other);
    }
  }
  return null;
}

/** Trades that were closed up to a bar, in the order of `trades.json`. */
function closedTrades(trades: TradeColumns, lastBar: number): readonly Trade[] {
  return allTrades(trades).filter(({ exitBar }) => exitBar <= lastBar);
}

function allTrades(trades: TradeColumns): readonly Trade[] {
  return Array.from({ length: trades.count }, (_, row) => tradeAt(trades, row));
}

/** Bars up to the last one that either map knows, ascending. */
function barsOf(
  left: ReadonlyMap<number, unknown>,
  right: ReadonlyMap<number, unknown>,
  lastBar: number,
): readonly number[] {
  const bars = new Set([...left.keys(), ...right.keys()].filter((bar) => bar <= lastBar));
  return [...bars].sort((one, other) => one - other);
}

function describe(bar: number, field: string, full: unknown, cut: unknown): RunDifference {
  return { bar, field, full: show(full), cut: show(cut) };
}

/** Numbers in the shortest form that tells two doubles apart, with the sign of zero. */
function show(value: unknown): string {
  if (value === undefined) return NOTHING;
  return Object.is(value, -0) ? '-0' : String(value);
}
