import { describe, expect, it } from 'vitest';
import { CommissionModel } from '../../../src/core/execution/commission.ts';
import { Conversion } from '../../../src/core/execution/currency-conversion.ts';
import { type ExecutionSettings, resolveExecutionSettings } from '../../../src/core/execution/execution-settings.ts';
import { FILL_RULE } from '../../../src/core/execution/fill-rules.ts';
import { PositionBook } from '../../../src/core/portfolio/position-book.ts';
import { TradeLog, tradeAt } from '../../../src/core/portfolio/trade-log.ts';
import { baseConfig } from '../../support/base-config.ts';
import { sampleOrder } from './sample-position.ts';

const SPEC = {
  symbol: 'EURUSD',
  contractSize: 100_000,
  tickSize: 0.00001,
  tickValue: 1,
  pipSize: 0.0001,
  volumeMin: 0.01,
  volumeStep: 0.01,
  volumeMax: 200,
  minStopDistancePips: 0.1,
  quoteCurrency: 'USD',
};
/** 3 USD per lot and side, two tenths of a pip of slippage; a stop 100 pips away makes 0.1 lots for 100 USD of risk. */
const COSTS = {
  fixedSlippagePips: 0.2,
  randomSlippagePips: 0,
  pipBufferFactor: 0.5,
  commission: {
    schema: 'per_lot',
    side: 'both',
    feeCurrency: 'USD',
    perLot: 30,
    ratePerMillion: 0,
    percent: 0,
    minFee: 0,
  },
} as const;

const SLIP = 0.2 * 0.0001;

function createBook(changes: Partial<ExecutionSettings> = {}): PositionBook {
  const settings = { ...resolveExecutionSettings(baseConfig(), SPEC, COSTS), ...changes };
  const rates = () => null;
  return new PositionBook({
    settings,
    commission: new CommissionModel(settings, rates),
    conversion: new Conversion('USD', 'USD', rates),
    seed: 42,
    initialBalance: 10_000,
    trades: new TradeLog(false),
  });
}

/** Opens a position at 1.1 with its stop 100 pips away: 0.1 lots. */
function open(book: PositionBook, direction: 1 | -1 = 1, bar = 3): boolean {
  const order = sampleOrder({ direction, stopLoss: 1.1 - direction * 0.01, takeProfit: 1.1 + direction * 0.02 });
  return book.open(order, bar, 1.1, SLIP, FILL_RULE.marketEntry);
}

describe('entries', () => {
  it('size a position by its risk, pay its fee and count a fill', () => {
    const book = createBook();
    expect(open(book)).toBe(true);
    expect(book.positions).toHaveLength(1);
    expect(book.positions[0]).toMatchObject({
      id: 1,
      entryPrice: 1.1,
      size: 0.1,
      entryFee: 3,
      entrySlippage: SLIP,
      fillBar: 3,
    });
    expect(book.account).toMatchObject({ balance: 9997, feesTotal: 3 });
    expect(book.fillCount).toBe(1);
  });

  it('number positions upwards', () => {
    const book = createBook();
    open(book);
    open(book, -1);
    open(book);
    expect(book.positions.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('are refused below the minimum size, without fee, fill or number', () => {
    const book = createBook({ volumeMin: 1 });
    expect(open(book)).toBe(false);
    expect(book).toMatchObject({ positions: [], fillCount: 0, account: { balance: 10_000, feesTotal: 0 } });
  });
});

describe('exits', () => {
  it.each([
    ['a long sells lower', 1, 1.105 - SLIP, 50 - 0.2],
    ['a short buys higher', -1, 1.105 + SLIP, -50 - 0.2],
  ] as const)('are adverse: %s', (_, direction, price, result) => {
    const book = createBook();
    open(book, direction);
    book.close(book.positions[0], 8, 1.105, 'take_profit', FILL_RULE.takeProfit);
    const trade = tradeAt(book.trades, 0);
    expect(trade).toMatchObject({ exitBar: 8, exitFee: 3, reason: 'take_profit', exitRule: FILL_RULE.takeProfit });
    expect(trade.exitPrice).toBeCloseTo(price, 12);
    expect(trade.exitSlippage).toBeCloseTo(SLIP, 12);
    expect(trade.result).toBeCloseTo(result, 6);
    expect(trade.rMultiple).toBeCloseTo(result / 100, 8);
    expect(book.account.balance).toBeCloseTo(10_000 + result - 6, 6);
    expect(book.account.feesTotal).toBe(6);
    expect(book.fillCount).toBe(2);
  });

  it('take the closed positions off the list and leave the others', () => {
    const book = createBook();
    open(book);
    open(book, -1);
    open(book);
    book.close(book.positions[1], 8, 1.105, 'stop_loss', FILL_RULE.stopLoss);
    expect(book.positions.map(({ id, isClosed }) => [id, isClosed])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    book.dropClosed();
    expect(book.positions.map(({ id }) => id)).toEqual([1, 3]);
  });
});

describe('slippage', () => {
  it('belongs to a fill: looking at it does not use it up', () => {
    const book = createBook({ randomSlippagePips: 0.3 });
    const first = book.nextSlippage();
    expect(book.nextSlippage()).toBe(first);
    open(book);
    expect(book.nextSlippage()).not.toBe(first);
  });
});

describe('open profit', () => {
  it.each([
    [1, 1.105, 50],
    [1, 1.098, -20],
    [-1, 1.105, -50],
    [-1, 1.098, 20],
  ] as const)('of direction %i at %d', (direction, close, expected) => {
    const book = createBook();
    open(book, direction);
    expect(book.unrealised(book.positions[0], close, 5)).toBeCloseTo(expected, 6);
  });
});
