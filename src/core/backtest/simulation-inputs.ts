import type { CommissionModel } from '../execution/commission.ts';
import type { Conversion } from '../execution/currency-conversion.ts';
import type { ExecutionSettings } from '../execution/execution-settings.ts';
import type { ExitMemory } from '../execution/exit-memory.ts';
import type { MarketRanges } from '../execution/market-ranges.ts';
import type { BitMask } from '../math/bit-mask.ts';
import type { DayCalendar } from '../metrics/day-calendar.ts';
import type { DayColumns } from '../metrics/day-columns.ts';
import type { TradeLog } from '../portfolio/trade-log.ts';
import type { ManagementRule } from '../portfolio/trade-management.ts';
import type { Bars } from '../types/bars.ts';
import type { CooldownLimits } from './entry-gates.ts';
import type { GuardedStrategy } from './strategy-guard.ts';

/** Sees refused entries as they happen; a debugging aid and the eyes of the scenario tests. */
export interface EntryObserver {
  blocked(bar: number, gate: string): void;
  rejected(bar: number, reason: string): void;
}

/** Everything one simulation needs, assembled from configuration, dataset and strategy. */
export interface SimulationInputs {
  readonly bars: Bars;
  readonly firstTradingBar: number;
  readonly ranges: MarketRanges;
  readonly exits: ExitMemory;
  readonly calendar: DayCalendar;
  readonly settings: ExecutionSettings;
  readonly commission: CommissionModel;
  /** From the quote to the account currency. */
  readonly conversion: Conversion;
  readonly strategy: GuardedStrategy;
  /** Bars at which the strategy may signal and the gates of the clock are open; null for every bar. */
  readonly candidates: BitMask | null;
  readonly seed: number;
  readonly initialBalance: number;
  readonly maxPositions: number;
  readonly cooldown: CooldownLimits;
  /** 1 per bar whose decision time is inside a session; null without sessions. */
  readonly sessionMarks: Uint8Array | null;
  /** 1 per bar that news blocks; null without the filter. */
  readonly newsMarks: Uint8Array | null;
  readonly rules: readonly ManagementRule[];
  readonly targetPolicy: 'extend_only' | 'frozen' | 'free';
  /** Keep equity columns, signal details and gate counters. */
  readonly record: boolean;
  readonly observer: EntryObserver | null;
  /** Empty; closed trades are appended. */
  readonly trades: TradeLog;
  /** For the days of the calendar; becomes part of the result. */
  readonly days: DayColumns;
}
