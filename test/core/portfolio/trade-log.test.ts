import { describe, expect, it } from 'vitest';
import { FILL_RULE } from '../../../src/core/execution/fill-rules.ts';
import { HeldPosition } from '../../../src/core/portfolio/held-position.ts';
import { type ExitFacts, TradeLog, tradeAt } from '../../../src/core/portfolio/trade-log.ts';
import type { SignalDetails } from '../../../src/core/types/signal.ts';
import { EXIT_REASON, type Trade } from '../../../src/core/types/trade.ts';
import { samplePosition } from './sample-position.ts';

const DETAILS: SignalDetails = { label: 'label', reason: 'reason', tags: [], meta: {} };
const EXIT: ExitFacts = {
  bar: 9,
  price: 1.115,
  slippage: 0.00003,
  fee: 4.5,
  result: 1500,
  rMultiple: 15,
  reason: 'take_profit',
  rule: FILL_RULE.takeProfit,
};
/** What `EXIT` makes of the sample position with id 7, entered in bar 3. */
const TRADE: Trade = {
  positionId: 7,
  direction: 1,
  orderType: 'market',
  scenarioId: 2,
  entryBar: 3,
  placedBar: 3,
  fillBar: 3,
  exitBar: 9,
  entryPrice: 1.1,
  exitPrice: 1.115,
  initialStopLoss: 1.09,
  stopLoss: 1.09,
  takeProfit: 1.12,
  size: 1,
  result: 1500,
  rMultiple: 15,
  entryFee: 3.5,
  exitFee: 4.5,
  entrySlippage: 0.00002,
  exitSlippage: 0.00003,
  reason: 'take_profit',
  stopKind: 'initial',
  entryRule: FILL_RULE.marketEntry,
  exitRule: FILL_RULE.takeProfit,
};

/** The same position as it is held by a run that has one at a time, with the exit of `EXIT`. */
function heldPosition(id: number, details: SignalDetails | null = null): HeldPosition {
  const held = new HeldPosition(100_000, { isSteady: true, convert: (amount) => amount });
  const entry = { isOpen: true, id, direction: 1, scenarioId: 2, entryBar: 3, entryPrice: 1.1, size: 1 };
  const { bar, price, slippage, fee, result, rMultiple, reason, rule } = EXIT;
  return Object.assign(held, {
    ...entry,
    stopLoss: 1.09,
    takeProfit: 1.12,
    entryFee: 3.5,
    entrySlippage: 0.00002,
    details,
    exitBar: bar,
    exitPrice: price,
    exitSlippage: slippage,
    exitFee: fee,
    result,
    rMultiple,
    exitReason: EXIT_REASON[reason],
    exitRule: rule,
  });
}

describe('log of closed trades', () => {
  it('keeps what position and exit say', () => {
    const log = new TradeLog(false);
    log.append(samplePosition(7, 3), EXIT);
    expect(log.count).toBe(1);
    expect(tradeAt(log, 0)).toEqual(TRADE);
  });

  it('keeps the moved stop beside the initial one', () => {
    const log = new TradeLog(false);
    const position = samplePosition(7, 3, { orderType: 'limit', direction: -1, placedBar: 1 });
    Object.assign(position, { stopLoss: 1.105, takeProfit: 1.13, stopKind: 'trailing' });
    log.append(position, { ...EXIT, reason: 'manual' });
    const moved = { initialStopLoss: 1.09, stopLoss: 1.105, takeProfit: 1.13, stopKind: 'trailing' };
    expect(tradeAt(log, 0)).toMatchObject({
      ...moved,
      orderType: 'limit',
      direction: -1,
      placedBar: 1,
      reason: 'manual',
    });
  });

  it('keeps the same of a position that is held alone', () => {
    const log = new TradeLog(false);
    log.appendHeld(heldPosition(7));
    expect(log.count).toBe(1);
    expect(tradeAt(log, 0)).toEqual(TRADE);
  });

  it.each([
    ['of several positions', (log: TradeLog, id: number) => log.append(samplePosition(id, 3), EXIT)],
    ['of one position at a time', (log: TradeLog, id: number) => log.appendHeld(heldPosition(id))],
  ])('holds any number of trades, %s', (_, add) => {
    const log = new TradeLog(false);
    for (let id = 1; id <= 1000; id++) add(log, id);
    expect(log.count).toBe(1000);
    for (let row = 0; row < 1000; row++) expect(tradeAt(log, row)).toEqual({ ...TRADE, positionId: row + 1 });
  });

  it('needs no memory for few trades beyond what it starts with', () => {
    const log = new TradeLog(false);
    const column = log.result;
    for (let id = 1; id <= column.length; id++) log.append(samplePosition(id, 3), EXIT);
    expect(log.result).toBe(column);
  });

  it('keeps the words of the signals, where they are recorded', () => {
    const log = new TradeLog(true);
    log.append(samplePosition(6, 1, { details: DETAILS }), EXIT);
    log.appendHeld(heldPosition(7));
    log.appendHeld(heldPosition(8, DETAILS));
    expect(log.details).toEqual([DETAILS, null, DETAILS]);
    expect(new TradeLog(true).details).toEqual([]);
    expect(new TradeLog(false).details).toBeNull();
  });

  it('starts again when it is cleared', () => {
    const log = new TradeLog(false);
    log.append(samplePosition(6, 1), EXIT);
    log.clear();
    expect(log.count).toBe(0);
    log.append(samplePosition(7, 3), EXIT);
    expect(log.count).toBe(1);
    expect(tradeAt(log, 0)).toEqual(TRADE);
  });
});
