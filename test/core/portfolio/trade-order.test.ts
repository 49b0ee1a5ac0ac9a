import { describe, expect, it } from 'vitest';
import { FILL_RULE } from '../../../src/core/execution/fill-rules.ts';
import { TradeLog, tradeAt } from '../../../src/core/portfolio/trade-log.ts';
import { orderTrades } from '../../../src/core/portfolio/trade-order.ts';
import type { SignalDetails } from '../../../src/core/types/signal.ts';
import { ORDER_TYPES } from '../../../src/core/types/signal.ts';
import { STOP_KINDS } from '../../../src/core/types/trade.ts';
import { samplePosition } from './sample-position.ts';

/** Exit bar, entry bar, position id. */
type Key = readonly [exit: number, entry: number, id: number];

const EXIT_REASONS = ['take_profit', 'stop_loss', 'timeout', 'manual'] as const;

function details(text: string): SignalDetails {
  return { label: text, reason: text, tags: [], meta: {} };
}

/** A log in which every field of every trade has a value of its own. */
function logOf(keys: readonly Key[], recordDetails = true): TradeLog {
  const log = new TradeLog(recordDetails);
  keys.forEach(([exit, entry, id], row) => {
    const position = samplePosition(id, entry, {
      direction: row % 2 === 0 ? 1 : -1,
      orderType: ORDER_TYPES[row % ORDER_TYPES.length],
      scenarioId: row + 1,
      placedBar: row + 20,
      stopLoss: row + 0.25,
      takeProfit: row + 0.5,
      details: details(`trade ${id}`),
    });
    position.stopLoss = row + 0.75;
    position.stopKind = STOP_KINDS[row % STOP_KINDS.length];
    log.append(position, {
      bar: exit,
      price: row + 30,
      slippage: row + 40,
      fee: row + 50,
      result: row + 60,
      rMultiple: row + 70,
      reason: EXIT_REASONS[row % EXIT_REASONS.length],
      rule: row % 2 === 0 ? FILL_RULE.stopLoss : FILL_RULE.takeProfit,
    });
  });
  return log;
}

function rowsOf(log: TradeLog) {
  return Array.from({ length: log.count }, (_, row) => tradeAt(log, row));
}

describe('order of the trades (data-and-config.md 17.2)', () => {
  it.each<[string, readonly Key[], readonly number[]]>([
    [
      'exit',
      [
        [9, 1, 1],
        [7, 2, 2],
        [8, 3, 3],
      ],
      [2, 3, 1],
    ],
    [
      'entry where exits are equal',
      [
        [9, 5, 1],
        [9, 3, 2],
        [9, 4, 3],
      ],
      [2, 3, 1],
    ],
    [
      'position where exits and entries are equal',
      [
        [9, 5, 3],
        [9, 5, 1],
        [9, 5, 2],
      ],
      [1, 2, 3],
    ],
    [
      'exit before entry and position',
      [
        [8, 6, 4],
        [9, 5, 1],
        [9, 4, 3],
        [9, 4, 2],
      ],
      [4, 2, 3, 1],
    ],
    [
      'exit, found at the last pair',
      [
        [7, 1, 1],
        [8, 2, 2],
        [10, 3, 3],
        [9, 4, 4],
      ],
      [1, 2, 4, 3],
    ],
  ])('is by %s', (_, keys, ids) => {
    const log = logOf(keys);
    const { trades, details: words } = orderTrades(log);
    expect(trades.count).toBe(keys.length);
    expect(Array.from(trades.positionId.subarray(0, trades.count))).toEqual(ids);
    expect(words).toEqual(ids.map((id) => details(`trade ${id}`)));
  });

  it('moves every field of a trade with it', () => {
    const log = logOf([
      [9, 5, 3],
      [8, 6, 4],
      [9, 5, 1],
      [9, 4, 2],
    ]);
    const before = rowsOf(log);
    const { trades } = orderTrades(log);
    expect([0, 1, 2, 3].map((row) => tradeAt(trades, row))).toEqual([1, 3, 2, 0].map((row) => before[row]));
  });

  it('leaves a log that is in order alone', () => {
    const log = logOf([
      [7, 2, 2],
      [9, 3, 1],
      [9, 5, 3],
      [9, 5, 4],
    ]);
    expect(orderTrades(log).trades).toBe(log);
    expect(orderTrades(log).details).toBe(log.details);
  });

  it('has no words where none are recorded', () => {
    expect(
      orderTrades(
        logOf(
          [
            [9, 1, 1],
            [7, 2, 2],
          ],
          false,
        ),
      ).details,
    ).toBeNull();
  });

  it('takes an empty log', () => {
    expect(orderTrades(new TradeLog(true))).toMatchObject({ trades: { count: 0 }, details: [] });
  });
});
