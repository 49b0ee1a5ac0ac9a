import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketRanges } from '../../../src/core/backtest/backtest-context.ts';
import {
  EXIT_BAR,
  EXIT_PRICE,
  ExitMemory,
  type ExitPolicy,
  HELD_CLOSES,
  REASON,
  RULE,
} from '../../../src/core/execution/exit-memory.ts';
import {
  exitBase,
  findExit,
  isTargetTouched,
  NO_EXIT,
  STOP_LOSS_EXIT,
} from '../../../src/core/execution/exit-rules.ts';
import { stopLossRule, takeProfitRule } from '../../../src/core/execution/fill-rules.ts';
import { createDayCalendar } from '../../../src/core/metrics/day-calendar.ts';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { Direction } from '../../../src/core/types/signal.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';
import { EXIT_REASON } from '../../../src/core/types/trade.ts';
import { flatBars } from '../../support/bars.ts';

type Prices = Readonly<Record<'open' | 'high' | 'low' | 'close', number>>;

interface Entered {
  readonly direction: Direction;
  readonly entryBar: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
}

function barsOf(quotes: readonly { readonly bid: Prices; readonly ask: Prices }[]): Bars {
  const times = quotes.map((_, bar) => bar * TIMEFRAME_MS.H1);
  const column = (side: 'bid' | 'ask', price: keyof Prices) => Float64Array.from(quotes, (quote) => quote[side][price]);
  const sideOf = (side: 'bid' | 'ask'): SideBars => ({
    open: column(side, 'open'),
    high: column(side, 'high'),
    low: column(side, 'low'),
    close: column(side, 'close'),
    volume: new Float64Array(quotes.length),
  });
  return { ...flatBars('H1', times), bid: sideOf('bid'), ask: sideOf('ask') };
}

/** What a walk over all bars says about a position. */
function walk(bars: Bars, { direction, entryBar, stopLoss, takeProfit }: Entered, policy: ExitPolicy) {
  const side: SideBars = direction === 1 ? bars.bid : bars.ask;
  const { hitBuffer, stopLossGapAtWorseOfOpen, takeProfitGapAtBetterOfOpen } = policy;
  const closes = [side.close[entryBar]!];
  for (let bar = entryBar + 1; bar < bars.openTimes.length; bar++) {
    const [high, low] = [side.high[bar]!, side.low[bar]!];
    const hit = findExit(direction, 'market', false, stopLoss, takeProfit, hitBuffer, high, low, side.close[bar]!);
    if (hit !== NO_EXIT) {
      const gaps = [stopLossGapAtWorseOfOpen, takeProfitGapAtBetterOfOpen] as const;
      const price = exitBase(direction, hit, false, stopLoss, takeProfit, side.open[bar]!, ...gaps);
      const isStop = hit === STOP_LOSS_EXIT;
      const isTie = isTargetTouched(direction, takeProfit, hitBuffer, high, low);
      const rule = isStop ? stopLossRule(false, isTie, stopLoss, price) : takeProfitRule(false, takeProfit, price);
      const reason = isStop ? EXIT_REASON.stop_loss : EXIT_REASON.take_profit;
      return { bar, lowest: Math.min(...closes), highest: Math.max(...closes), price, reason, rule };
    }
    closes.push(side.close[bar]!);
  }
  return { bar: bars.openTimes.length, lowest: Math.min(...closes), highest: Math.max(...closes) };
}

function recall(memory: ExitMemory, position: Entered, barCount: number) {
  const row = memory.find(position);
  const { numbers, integers } = memory;
  const bar = integers[2 * row + EXIT_BAR]!;
  const found = { bar, lowest: numbers[row + HELD_CLOSES], highest: numbers[row + HELD_CLOSES + 1] };
  if (bar === barCount) return found;
  const [reason, rule] = [integers[2 * row + REASON], integers[2 * row + RULE]];
  return { ...found, price: numbers[row + EXIT_PRICE], reason, rule };
}

/** Prices in ticks, so that sums with the buffer are exact. */
const tick = fc.integer({ min: 90, max: 130 });
const side = fc.tuple(tick, tick, tick, tick).map((prices) => {
  const [low, open, close, high] = [...prices].sort((a, b) => a - b) as [number, number, number, number];
  return { open, high, low, close };
});
const policy = fc.record({
  hitBuffer: fc.constantFrom(0, 2),
  stopLossGapAtWorseOfOpen: fc.boolean(),
  takeProfitGapAtBetterOfOpen: fc.boolean(),
});

describe('remembered exits', () => {
  it('are those of a walk over all bars, however often and under whatever policy they are asked for', () => {
    const question = fc.record({
      direction: fc.constantFrom<Direction>(1, -1),
      entry: fc.nat(),
      stopDistance: fc.integer({ min: 1, max: 6 }),
      targetDistance: fc.integer({ min: 1, max: 6 }),
      policy: fc.nat(1),
    });
    fc.assert(
      fc.property(
        fc.array(fc.record({ bid: side, ask: side }), { minLength: 1, maxLength: 30 }),
        fc.tuple(policy, policy),
        fc.array(question, { minLength: 1, maxLength: 60 }),
        (quotes, policies, questions) => {
          const bars = barsOf(quotes);
          const barCount = quotes.length;
          const memory = new ExitMemory(bars, marketRanges(bars, createDayCalendar(bars.openTimes, 0)));
          for (const { direction, entry, stopDistance, targetDistance, policy: number } of questions) {
            const entryBar = entry % barCount;
            const stopLoss = 110 - direction * stopDistance;
            const takeProfit = 110 + direction * targetDistance;
            const position = { direction, entryBar, stopLoss, takeProfit };
            memory.follow(policies[number]!);
            expect(recall(memory, position, barCount)).toEqual(walk(bars, position, policies[number]!));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
