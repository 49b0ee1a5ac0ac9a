import type { Bars } from '../../types/bars.ts';
import type { Signal, SignalDetails } from '../../types/signal.ts';
import { TIMEFRAME_MS } from '../../types/timeframe.ts';
import type { BarCondition } from '../bar-conditions.ts';
import type { StrategyInstance } from '../strategy.ts';
import type { StrategyInputs } from '../strategy-inputs.ts';
import type { BreakoutSide } from './breakout-side.ts';

/**
 * Rests a stop order at the border of the channel that is nearer to the price, on every bar on which the
 * engine has a free slot. Stateless between bars; the one signal object is reused, because the engine reads
 * it during the call only.
 */
export class DonchianBreakoutInstance implements StrategyInstance {
  readonly candidates: BarCondition;
  private readonly bars: Bars;
  private readonly sides: readonly BreakoutSide[];
  private readonly signal: Signal = {
    direction: 1,
    orderType: 'stop',
    entryPrice: Number.NaN,
    stopLoss: Number.NaN,
    takeProfit: Number.NaN,
    scenarioId: 0,
    goodTillMs: Number.POSITIVE_INFINITY,
  };

  /** @param sides directions that may trade */
  constructor(inputs: StrategyInputs, sides: readonly BreakoutSide[]) {
    this.bars = inputs.primary;
    this.sides = sides;
    this.candidates = inputs.conditions.any(
      sides.map((side) => side.available),
      inputs.primary.openTimes.length,
    );
  }

  onBar(bar: number): Signal | null {
    const side = this.nearerSide(bar);
    if (side === null) return null;
    const { entry, stopLoss, takeProfit } = side.levelsAt(bar);
    // A stop or target at or below zero is no price; there is no order then.
    if (!isPrice(entry) || !isPrice(stopLoss) || !isPrice(takeProfit)) return null;
    const { signal } = this;
    signal.direction = side.direction;
    signal.entryPrice = entry;
    signal.stopLoss = stopLoss;
    signal.takeProfit = takeProfit;
    signal.goodTillMs = this.expiryOf(side, bar);
    return signal;
  }

  describe(bar: number): SignalDetails {
    const side = this.nearerSide(bar)!;
    const { name, stopMode } = side.rules;
    const bidClose = this.bars.bid.close[bar];
    const askClose = this.bars.ask.close[bar];
    return {
      label: `${name}_breakout`,
      reason: `donchian_breakout_${name}`,
      tags: ['donchian', 'breakout', `stop_${stopMode}`],
      meta: {
        ...side.figuresAt(bar),
        prices: { bid_close: bidClose, ask_close: askClose, spread: askClose - bidClose },
      },
    };
  }

  isUndefinedAt(bar: number): boolean {
    return this.sides.some((side) => !side.isAvailableAt(bar));
  }

  /** The direction whose border is nearer; null without a border, and where both are equally far. */
  private nearerSide(bar: number): BreakoutSide | null {
    let nearer: BreakoutSide | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const side of this.sides) {
      const distance = side.distanceAt(bar);
      if (distance === least) nearer = null;
      else if (distance < least) nearer = side;
      least = Math.min(least, distance);
    }
    return nearer;
  }

  /** Wall-clock time: what later bars there will be is not known yet. */
  private expiryOf({ rules }: BreakoutSide, bar: number): number {
    const { orderExpiryBars } = rules;
    if (orderExpiryBars === null) return Number.POSITIVE_INFINITY;
    return this.bars.openTimes[bar] + orderExpiryBars * TIMEFRAME_MS[this.bars.timeframe];
  }
}

function isPrice(level: number): boolean {
  return level > 0 && level < Number.POSITIVE_INFINITY;
}
