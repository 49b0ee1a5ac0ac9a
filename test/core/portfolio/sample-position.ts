import { FILL_RULE } from '../../../src/core/execution/fill-rules.ts';
import { type PlacedOrder, Position } from '../../../src/core/portfolio/position.ts';

/** A market order to buy at bar 3 with stop 1.09 and target 1.12; pass what differs. */
export function sampleOrder(changes: Partial<PlacedOrder> = {}): PlacedOrder {
  return {
    direction: 1,
    orderType: 'market',
    scenarioId: 2,
    placedBar: 3,
    level: Number.NaN,
    stopLoss: 1.09,
    takeProfit: 1.12,
    goodTillMs: Number.POSITIVE_INFINITY,
    details: null,
    ...changes,
  };
}

/** A position of one lot at 1.1. */
export function samplePosition(id: number, entryBar: number, order: Partial<PlacedOrder> = {}): Position {
  return new Position(id, sampleOrder(order), entryBar, entryBar, 1.1, 1, 3.5, 0.00002, FILL_RULE.marketEntry);
}
