import { describe, expect, it } from 'vitest';
import { renderTrades } from '../../../../src/core/backtest/artifacts/render-trades.ts';
import { tradeColumns } from '../../metrics/trade-columns.ts';
import { details, format, openTimes, result } from './tiny-run.ts';

/** Fields of `data-and-config.md` 17.2. */
const FIELDS = [
  'direction',
  'entry_price',
  'entry_time',
  'entry_time_ns',
  'exit_price',
  'exit_time',
  'exit_time_ns',
  'fees',
  'initial_stop_loss',
  'meta',
  'order_type',
  'r_multiple',
  'reason',
  'result',
  'scenario_id',
  'size',
  'status',
  'stop_loss',
  'symbol',
  'take_profit',
];

type Meta = Readonly<Record<string, unknown>>;

const metaOf = (text: string, index: number): Meta => (JSON.parse(text) as { meta: Meta }[])[index].meta;

describe('trades.json', () => {
  const text = renderTrades(result.trades, details, format);

  it('looks like this', () => {
    expect(text).toMatchInlineSnapshot(`
      "[
        {
          "direction": "long",
          "entry_price": 1.0821,
          "entry_time": "2024-05-06T22:00:00Z",
          "entry_time_ns": 1715032800000000000,
          "exit_price": 1.08274,
          "exit_time": "2024-05-07T00:00:00Z",
          "exit_time_ns": 1715040000000000000,
          "fees": 2,
          "initial_stop_loss": 1.0811,
          "meta": {
            "bar_open_time_ns": 1715032800000000000,
            "boll": {
              "lower": 1.0801,
              "mid": 1.082,
              "upper": null
            },
            "decision_time": "2024-05-06T23:00:00Z",
            "decision_time_ns": 1715036400000000000,
            "entry_fee": 1,
            "entry_rule": 1,
            "entry_slippage": 0.00001,
            "exit_fee": 1,
            "exit_rule": 6,
            "exit_slippage": 0,
            "in_entry_candle": false,
            "levels": [
              1,
              0.1234567891
            ],
            "reason": "kalman_z_boll_long",
            "scenario": "long_2",
            "scenario_id": 2,
            "stop_loss_kind": "initial",
            "tags": [
              "kalman",
              "bollinger",
              "scenario2"
            ],
            "tf": "H1",
            "z": -2.123456789
          },
          "order_type": "market",
          "r_multiple": 0.63005,
          "reason": "take_profit",
          "result": 63.01,
          "scenario_id": 2,
          "size": 1,
          "status": "closed",
          "stop_loss": 1.0811,
          "symbol": "EURUSD",
          "take_profit": 1.08274
        },
        {
          "direction": "short",
          "entry_price": 1.09,
          "entry_time": "2024-05-07T02:00:00Z",
          "entry_time_ns": 1715047200000000000,
          "exit_price": 1.091,
          "exit_time": "2024-05-07T02:00:00Z",
          "exit_time_ns": 1715047200000000000,
          "fees": 0,
          "initial_stop_loss": 1.091,
          "meta": {
            "entry_fee": 0,
            "entry_rule": 1,
            "entry_slippage": 0,
            "exit_fee": 0,
            "exit_rule": 6,
            "exit_slippage": 0.00002,
            "in_entry_candle": true,
            "placed_time_ns": 1715043600000000000,
            "stop_loss_kind": "initial"
          },
          "order_type": "limit",
          "r_multiple": -1.1088,
          "reason": "stop_loss",
          "result": -110.88,
          "scenario_id": 0,
          "size": 0.25,
          "status": "closed",
          "stop_loss": 1.091,
          "symbol": "EURUSD",
          "take_profit": 1.085
        }
      ]
      "
    `);
  });

  it('has exactly the fields of the contract, sorted', () => {
    for (const record of JSON.parse(text) as object[]) expect(Object.keys(record)).toEqual(FIELDS);
  });

  it('is an empty list without trades', () => {
    expect(renderTrades(tradeColumns([]), null, format)).toBe('[]\n');
  });

  it('prints nanoseconds that no double holds', () => {
    const ms = 1_714_992_000_123;
    const times = { ...format, openTimes: Float64Array.of(ms) };
    const one = renderTrades(tradeColumns([{ orderType: 'stop' }]), null, times);
    expect(one).toContain('"entry_time_ns": 1714992000123000000,');
    expect(one).toContain('"exit_time_ns": 1714992000123000000,');
    expect(one).toContain('"placed_time_ns": 1714992000123000000,');
    expect(one).toContain('"entry_time": "2024-05-06T10:40:00.123Z"');
  });

  it('gives the close of the signal bar as decision time', () => {
    expect(metaOf(text, 0)).toMatchObject({ decision_time: '2024-05-06T23:00:00Z' });
    expect(text).toContain(`"decision_time_ns": ${openTimes[3]}000000,`);
  });

  it('lets reserved engine keys win over the signal', () => {
    expect(metaOf(text, 0)).toMatchObject({ stop_loss_kind: 'initial', scenario_id: 2 });
  });

  it('rounds floats inside meta to 10 decimals, however deep', () => {
    expect(metaOf(text, 0)).toMatchObject({
      z: -2.123456789,
      boll: { upper: null, mid: 1.082, lower: 1.0801 },
      levels: [1, 0.1234567891],
      exit_fee: 1,
      entry_slippage: 0.00001,
    });
  });

  it('has only engine keys in meta where no signal was recorded', () => {
    expect(Object.keys(metaOf(text, 1))).toEqual([
      'entry_fee',
      'entry_rule',
      'entry_slippage',
      'exit_fee',
      'exit_rule',
      'exit_slippage',
      'in_entry_candle',
      'placed_time_ns',
      'stop_loss_kind',
    ]);
  });

  it('writes placed_time_ns for pending entries only', () => {
    expect(metaOf(text, 0)).not.toHaveProperty('placed_time_ns');
    expect(metaOf(text, 1)).toHaveProperty('placed_time_ns');
  });

  it('takes the fill bar, not the recorded entry bar, for in_entry_candle', () => {
    const trades = tradeColumns([
      { entryBar: 0, placedBar: 0, fillBar: 3, exitBar: 3, orderType: 'limit' },
      { entryBar: 0, fillBar: 0, exitBar: 3 },
    ]);
    const records = renderTrades(trades, null, format);
    expect([0, 1].map((index) => metaOf(records, index).in_entry_candle)).toEqual([true, false]);
  });

  it('adds both fees before rounding', () => {
    const [record] = JSON.parse(renderTrades(tradeColumns([{ entryFee: 0.004, exitFee: 0.004 }]), null, format));
    expect(record).toMatchObject({ fees: 0.01, meta: { entry_fee: 0.004, exit_fee: 0.004 } });
  });

  it.each([
    ['take_profit', 'initial'],
    ['stop_loss', 'trailing'],
    ['timeout', 'manual'],
    ['break_even_stop_loss', 'break_even'],
    ['trailing_stop_loss', 'initial'],
    ['manual', 'initial'],
    ['end_of_data', 'initial'],
  ] as const)('names reason %s and stop kind %s', (reason, stopKind) => {
    const [record] = JSON.parse(renderTrades(tradeColumns([{ reason, stopKind }]), null, format));
    expect(record).toMatchObject({ reason, meta: { stop_loss_kind: stopKind } });
  });

  it('refuses a value that is not finite and names its key', () => {
    expect(() => renderTrades(tradeColumns([{}, { takeProfit: Number.NaN }]), null, format)).toThrowError(
      expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT', where: 'trades.json[1].take_profit' }),
    );
    const meta = { inner: [Number.POSITIVE_INFINITY] };
    const signal = [{ label: 'a', reason: 'b', tags: [], meta }];
    expect(() => renderTrades(tradeColumns([{}]), signal, format)).toThrowError(
      expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT', where: 'trades.json[0].meta.inner[0]' }),
    );
  });
});
