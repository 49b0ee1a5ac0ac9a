import type { Position } from '../portfolio/position.ts';
import type { ManagementAction, ManagementRule } from '../portfolio/trade-management.ts';
import type { ExitReason } from '../types/trade.ts';

/**
 * Applies what the previous bar decided (`execution.md` 6.3), by position id: stops only tighten,
 * targets follow the policy.
 * @returns number of stop changes that were dropped because they would not tighten
 */
export function applyScheduledChanges(
  positions: readonly Position[],
  targetPolicy: 'extend_only' | 'frozen' | 'free',
): number {
  let dropped = 0;
  for (const position of positions) {
    const { direction, scheduledStopLoss, scheduledTakeProfit } = position;
    if (!Number.isNaN(scheduledStopLoss)) {
      if ((scheduledStopLoss - position.stopLoss) * direction > 0) {
        position.stopLoss = scheduledStopLoss;
        position.stopKind = position.scheduledStopKind;
      } else {
        dropped++;
      }
      position.scheduledStopLoss = Number.NaN;
    }
    if (!Number.isNaN(scheduledTakeProfit)) {
      const extends_ = (scheduledTakeProfit - position.takeProfit) * direction > 0;
      if (targetPolicy === 'free' || (targetPolicy === 'extend_only' && extends_)) {
        position.takeProfit = scheduledTakeProfit;
      }
      position.scheduledTakeProfit = Number.NaN;
    }
  }
  return dropped;
}

/**
 * Asks all rules about one position (`execution.md` 6.1). A close beats any change; among stop changes
 * the tightest admissible level wins and is scheduled for the next bar.
 * @param rules ascending by priority, then id
 * @returns reason of the close, or null when the position stays open
 */
export function decideManagement(rules: readonly ManagementRule[], position: Position, bar: number): ExitReason | null {
  let closing: ExitReason | null = null;
  for (const rule of rules) {
    const action = rule.decide(position, bar);
    if (action === null) continue;
    if (action.kind === 'close') closing ??= action.reason;
    else if (closing === null) schedule(position, action);
  }
  return closing;
}

function schedule(position: Position, action: Extract<ManagementAction, { kind: 'modify' }>): void {
  const { direction } = position;
  const current = position.scheduledStopLoss;
  if (!Number.isNaN(action.stopLoss) && (Number.isNaN(current) || (action.stopLoss - current) * direction > 0)) {
    position.scheduledStopLoss = action.stopLoss;
    position.scheduledStopKind = action.stopKind;
  }
  if (!Number.isNaN(action.takeProfit) && Number.isNaN(position.scheduledTakeProfit)) {
    position.scheduledTakeProfit = action.takeProfit;
  }
}
