import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { compareTrades } from '../../../src/run/comparison/compare-trades.ts';
import { readComparedRun } from '../../../src/run/comparison/compared-run.ts';
import { goldenArtifacts } from './golden-artifacts.ts';

const { trades } = readComparedRun(goldenArtifacts('g5-entry-candle'), 'g5');

/** The trades of a canonical case, one of them changed. */
function changed(index: number, changes: JsonObject): readonly JsonObject[] {
  return trades.map((trade, place) => (place === index ? { ...trade, ...changes } : trade));
}

const withMeta = (index: number, changes: JsonObject) =>
  changed(index, { meta: { ...(trades[index].meta as JsonObject), ...changes } });

describe('two lists of trades', () => {
  it('are equal to themselves', () => {
    expect(trades).toHaveLength(5);
    const { divergence, eventDivergence, metaDivergence } = compareTrades(trades, structuredClone(trades));
    expect([divergence, eventDivergence, metaDivergence]).toEqual([null, null, null]);
  });

  it('diverge at the first trade that differs, with its fields in the order of the file', () => {
    const other = changed(3, { size: 9, exit_price: 2 }).map((trade, place) =>
      place === 4 ? { ...trade, direction: 'none' } : trade,
    );
    const { divergence, eventDivergence } = compareTrades(trades, other);
    expect(divergence).toEqual({
      index: 3,
      first: trades[3],
      other: other[3],
      fields: [
        { field: 'exit_price', first: trades[3].exit_price, other: 2 },
        { field: 'size', first: trades[3].size, other: 9 },
      ],
    });
    expect(eventDivergence?.index).toBe(4);
    expect(eventDivergence?.fields).toEqual([{ field: 'direction', first: trades[4].direction, other: 'none' }]);
  });

  it.each(['entry_time', 'exit_time', 'direction', 'symbol', 'order_type', 'scenario_id', 'reason'])(
    'differ in what happened by %s',
    (field) => {
      expect(compareTrades(trades, changed(1, { [field]: 'other' })).eventDivergence?.index).toBe(1);
    },
  );

  it.each(['entry_price', 'exit_price', 'stop_loss', 'take_profit', 'size', 'result', 'fees', 'r_multiple'])(
    'differ in figures by %s',
    (field) => {
      const { divergence, eventDivergence } = compareTrades(trades, changed(1, { [field]: -1 }));
      expect([divergence?.index, eventDivergence]).toEqual([1, null]);
    },
  );

  it('show the time once, not also in nanoseconds', () => {
    const { divergence } = compareTrades(trades, changed(0, { entry_time: 'x', entry_time_ns: 1 }));
    expect(divergence?.fields.map(({ field }) => field)).toEqual(['entry_time']);
  });

  it('have equal trades where only notes differ', () => {
    const { divergence, metaDivergence } = compareTrades(trades, withMeta(2, { entry_slippage: 1, tags: ['a'] }));
    expect(divergence).toBeNull();
    expect(metaDivergence?.index).toBe(2);
    expect(metaDivergence?.fields.map(({ field }) => field).sort()).toEqual(['meta.entry_slippage', 'meta.tags']);
  });

  it('diverge where one of them ends', () => {
    const longer = compareTrades(trades.slice(0, 2), trades);
    expect([longer.firstCount, longer.otherCount]).toEqual([2, 5]);
    expect(longer.divergence).toMatchObject({ index: 2, first: null, other: trades[2] });
    expect(longer.divergence?.fields.find(({ field }) => field === 'size')).toEqual({
      field: 'size',
      first: undefined,
      other: trades[2].size,
    });
    expect(compareTrades(trades, trades.slice(0, 2)).eventDivergence).toMatchObject({ index: 2, other: null });
    expect(compareTrades([], []).divergence).toBeNull();
  });
});
