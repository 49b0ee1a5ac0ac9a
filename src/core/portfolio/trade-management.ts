import { countBefore } from '../math/time-search.ts';
import type { ExitReason, StopKind } from '../types/trade.ts';
import type { Position } from './position.ts';

/** What a rule wants for one position; NaN leaves a level alone. */
export type ManagementAction =
  | { readonly kind: 'close'; readonly reason: ExitReason }
  | {
      readonly kind: 'modify';
      readonly stopLoss: number;
      readonly takeProfit: number;
      readonly stopKind: StopKind;
    };

/**
 * A trade-management rule (`execution.md` 6.1). It reads the position after the bar's exits and returns
 * what it wants; it never changes anything itself. Lower `priority` wins among closes, then the id.
 */
export interface ManagementRule {
  readonly id: string;
  readonly priority: number;
  decide(position: Position, bar: number): ManagementAction | null;
  /** First bar at which the rule may act on the position; a rule without it is asked in every bar. */
  quietUntil?(position: Position): number;
}

const HARD_CLOSE_PRIORITY = 10;
const TIMEOUT: ManagementAction = { kind: 'close', reason: 'timeout' };

/** Closes a position once it is held for a given time, measured between bar open times (6.2). */
export class MaxHoldingTime implements ManagementRule {
  readonly id = 'max_holding_time';
  readonly priority = HARD_CLOSE_PRIORITY;
  private readonly openTimes: Float64Array;
  private readonly limitMs: number;
  private readonly onlyScenarios: readonly number[];

  /** @param onlyScenarios scenario ids the rule applies to; empty for all */
  constructor(openTimes: Float64Array, limitMs: number, onlyScenarios: readonly number[]) {
    this.openTimes = openTimes;
    this.limitMs = limitMs;
    this.onlyScenarios = onlyScenarios;
  }

  decide(position: Position, bar: number): ManagementAction | null {
    if (this.openTimes[bar]! - this.openTimes[position.entryBar]! < this.limitMs) return null;
    if (this.onlyScenarios.length > 0 && !this.onlyScenarios.includes(position.order.scenarioId)) return null;
    return TIMEOUT;
  }

  quietUntil(position: Position): number {
    return this.closingBar(position.entryBar, position.order.scenarioId);
  }

  /** Bar at whose close a position of that scenario is closed; the number of bars or more for never. */
  closingBar(entryBar: number, scenarioId: number): number {
    if (this.onlyScenarios.length > 0 && !this.onlyScenarios.includes(scenarioId)) return Number.POSITIVE_INFINITY;
    return countBefore(this.openTimes, this.openTimes[entryBar]! + this.limitMs);
  }
}

/** Orders rules so that the first close found is the one that counts. */
export function byPriority(left: ManagementRule, right: ManagementRule): number {
  if (left.priority !== right.priority) return left.priority - right.priority;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
