import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { ExitReason, StopKind } from '../../../src/core/types/trade.ts';
import type { PlainPosition } from './plain-books.ts';
import type { PlainInputs } from './plain-inputs.ts';

const MS_PER_MINUTE = 60_000;

/** What one rule wants for one position; nulls leave a level alone. */
export interface Proposal {
  readonly id: string;
  readonly priority: number;
  readonly closeReason: ExitReason | null;
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
  readonly stopKind: StopKind;
}

/** Limit of the time stop in minutes; null where it is off (`execution.md` 6.2). */
function holdingLimit(config: EffectiveConfig): number | null {
  const { trade_management: management, strategy_parameters: parameters } = config;
  const isEnabled = management.enabled ?? parameters.use_position_manager === true;
  const rule = management.rules.max_holding_time;
  if (!isEnabled || !rule.enabled) return null;
  const minutes = rule.max_holding_minutes ?? parameters.max_holding_minutes;
  return typeof minutes === 'number' && minutes > 0 ? minutes : null;
}

/** All rules' wishes for a position, ascending by priority, then rule id (`execution.md` 6.1). */
export function proposals(inputs: PlainInputs, position: PlainPosition, clockBar: number, bar: number): Proposal[] {
  const { config, dataset, rules } = inputs;
  const wishes: Proposal[] = [];
  const minutes = holdingLimit(config);
  const { only_scenarios: scenarios } = config.trade_management.rules.max_holding_time;
  const isListed = scenarios.length === 0 || scenarios.includes(position.order.scenarioId);
  const { openTimes } = dataset.primary;
  if (minutes !== null && isListed && openTimes[bar] - openTimes[clockBar] >= minutes * MS_PER_MINUTE) {
    const nothing = { stopLoss: null, takeProfit: null, stopKind: 'initial' } as const;
    wishes.push({ id: 'max_holding_time', priority: 10, closeReason: 'timeout', ...nothing });
  }
  for (const { id, priority, actions } of rules) {
    const action = actions.find((candidate) => candidate.bar === bar);
    if (action === undefined) continue;
    const levels = position.order.direction === 1 ? action.long : action.short;
    wishes.push({ id, priority, closeReason: action.closeReason, stopKind: action.stopKind, ...levels });
  }
  return wishes.sort((left, right) => left.priority - right.priority || (left.id < right.id ? -1 : 1));
}

/** Tightest of several stops: the highest for a long, the lowest for a short; the first of equals. */
export function tightestStop(wishes: readonly Proposal[], direction: 1 | -1): Proposal | null {
  let tightest: Proposal | null = null;
  for (const wish of wishes) {
    if (wish.stopLoss === null) continue;
    if (tightest === null || isTighter(wish.stopLoss, tightest.stopLoss as number, direction)) tightest = wish;
  }
  return tightest;
}

export function isTighter(stop: number, current: number, direction: 1 | -1): boolean {
  return direction === 1 ? stop > current : stop < current;
}
