import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { artifactHash, type HashedResult, resultHash } from '../../../src/core/backtest/result-hash.ts';
import { computeMetrics } from '../../../src/core/metrics/compute-metrics.ts';
import { EXIT_REASON, type Trade, type TradeColumns } from '../../../src/core/types/trade.ts';
import { tradeColumns } from '../metrics/trade-columns.ts';
import { workedExampleInput } from '../metrics/worked-example.ts';

const TRADE: Partial<Trade> = {
  direction: -1,
  scenarioId: 4,
  entryBar: 12,
  placedBar: 11,
  fillBar: 13,
  exitBar: 20,
  entryPrice: 1.1,
  exitPrice: 1.2,
  initialStopLoss: 1.3,
  stopLoss: 1.4,
  takeProfit: 1.5,
  size: 0.25,
  result: -100.125,
  entryFee: 1.5,
  exitFee: 2.5,
  reason: 'timeout',
};

const METRICS = Float64Array.from({ length: 41 }, (_, index) => index + 0.5);

const BASE: HashedResult = {
  metrics: METRICS,
  trades: tradeColumns([TRADE]),
  firstTradingBar: 10,
  dailyEquity: Float64Array.of(9_999.5, 9_899.875),
  finalBalance: 9_895.875,
};

/** Byte by byte as `data-and-config.md` 16.5 lists the blocks. */
function hashOf(parts: readonly (readonly ['int32' | 'float64', number])[]): string {
  const hash = createHash('sha256');
  for (const [type, value] of parts) {
    const bytes = Buffer.alloc(type === 'int32' ? 4 : 8);
    if (type === 'int32') bytes.writeInt32LE(value);
    else bytes.writeDoubleLE(value);
    hash.update(bytes);
  }
  return hash.digest('hex');
}

const doubles = (...values: number[]): ['float64', number][] => values.map((value) => ['float64', value]);
const integers = (...values: number[]): ['int32', number][] => values.map((value) => ['int32', value]);

const BASE_PARTS = [
  ...doubles(...METRICS.slice(0, 25)),
  ...integers(2, 10, -1, 3, 4),
  ...doubles(1.1, 1.2, 1.3, 1.4, 1.5, 0.25, -100.125, 1.5, 2.5),
  ...doubles(9_999.5, 9_899.875, 9_895.875),
];

/** A NaN with sign and payload, as processors and other threads may produce it. */
function strangeNaN(): number {
  return new Float64Array(BigUint64Array.of(0xfff8_0000_0000_0123n).buffer)[0];
}

describe('result_hash', () => {
  it('covers contract metrics, trades, days and final balance in this order', () => {
    expect(resultHash(BASE)).toBe(hashOf(BASE_PARTS));
  });

  it('is stable for the worked example', () => {
    const input = workedExampleInput();
    const metrics = computeMetrics(input);
    const { dailyEquity } = input.equity;
    const trades = input.trades as TradeColumns;
    const hash = resultHash({ metrics, trades, firstTradingBar: 0, dailyEquity, finalBalance: 10_184 });
    expect(hash).toMatchInlineSnapshot(`"a2d531f839ad0284ca203d7cd8b9615982b3c208a06c6fac3af3dac118420f84"`);
  });

  it('ignores the extended metrics', () => {
    expect(resultHash({ ...BASE, metrics: METRICS.slice(0, 25) })).toBe(resultHash(BASE));
  });

  it('writes a missing metric and an absent target as the quiet NaN', () => {
    const metrics = Float64Array.from(METRICS);
    metrics[3] = strangeNaN();
    const trades = tradeColumns([{ ...TRADE, takeProfit: Number.NaN }]);
    trades.takeProfit[0] = strangeNaN();
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(0x7ff8_0000_0000_0000n);
    const quietNaN = bytes.readDoubleLE();
    const parts = BASE_PARTS.map((part): (typeof BASE_PARTS)[number] => [...part]);
    parts[3] = ['float64', quietNaN];
    parts[34] = ['float64', quietNaN];
    expect(resultHash({ ...BASE, metrics, trades })).toBe(hashOf(parts));
  });

  it('writes negative zero as zero', () => {
    const zeros = { ...BASE, dailyEquity: Float64Array.of(0), finalBalance: 0 };
    expect(resultHash({ ...zeros, dailyEquity: Float64Array.of(-0), finalBalance: -0 })).toBe(resultHash(zeros));
  });

  it('counts bars from the first trading bar', () => {
    const trades = tradeColumns([{ ...TRADE, entryBar: 112, exitBar: 120 }]);
    expect(resultHash({ ...BASE, trades, firstTradingBar: 110 })).toBe(resultHash(BASE));
    expect(resultHash({ ...BASE, firstTradingBar: 9 })).not.toBe(resultHash(BASE));
  });

  it.each(
    Object.entries({
      direction: 1,
      scenarioId: 5,
      entryBar: 13,
      exitBar: 21,
      entryPrice: 1.1000000000000003,
      exitPrice: 7,
      initialStopLoss: 7,
      stopLoss: 7,
      takeProfit: 7,
      size: 7,
      result: 7,
      entryFee: 7,
      exitFee: 7,
      reason: 'manual',
    } satisfies Partial<Trade>),
  )('changes with %s', (field, value) => {
    const trades = tradeColumns([{ ...TRADE, [field]: value }]);
    expect(resultHash({ ...BASE, trades })).not.toBe(resultHash(BASE));
  });

  it.each(['positionId', 'placedBar', 'fillBar', 'rMultiple', 'entrySlippage', 'exitSlippage'] as const)(
    'does not cover %s',
    (field) => {
      const trades = tradeColumns([{ ...TRADE, [field]: 8 }]);
      expect(resultHash({ ...BASE, trades })).toBe(resultHash(BASE));
    },
  );

  it('numbers the exit reasons as the specification does', () => {
    expect(EXIT_REASON).toEqual({
      take_profit: 1,
      stop_loss: 2,
      timeout: 3,
      break_even_stop_loss: 4,
      trailing_stop_loss: 5,
      manual: 6,
      end_of_data: 7,
    });
  });

  it('does not remember earlier, larger results', () => {
    const before = resultHash(BASE);
    const many = tradeColumns(Array.from({ length: 3000 }, () => TRADE));
    const large = resultHash({ ...BASE, trades: many });
    expect(resultHash(BASE)).toBe(before);
    expect(resultHash({ ...BASE, trades: many })).toBe(large);
  });

  it('hashes a run without trades and bars', () => {
    const empty = { ...BASE, trades: tradeColumns([]), dailyEquity: new Float64Array(0), finalBalance: 10 };
    expect(resultHash(empty)).toBe(hashOf([...doubles(...METRICS.slice(0, 25)), ...doubles(10)]));
  });
});

describe('artifact_hash', () => {
  it('is the SHA-256 of trades.json, equity.csv and metrics.json, one after the other', () => {
    const expected = createHash('sha256').update('[]\né\n{}\n').digest('hex');
    expect(artifactHash({ metricsJson: '{}\n', equityCsv: 'é\n', tradesJson: '[]\n' })).toBe(expected);
  });
});
