import { isSet } from '../../math/bit-mask.ts';
import type { JsonObject } from '../../types/json.ts';
import type { Direction } from '../../types/signal.ts';
import type { BarCondition } from '../bar-conditions.ts';
import type { LevelGrid } from '../level-grid.ts';
import { recordedNumber } from '../recorded-number.ts';
import type { StrategyInputs } from '../strategy-inputs.ts';
import type { BreakoutRules } from './parameters.ts';
import { columnId } from './series-requests.ts';

/** Prices of an order, on the tick grid. */
export interface OrderLevels {
  readonly entry: number;
  readonly stopLoss: number;
  readonly takeProfit: number;
}

/** One direction of one run: where its order would lie at the close of a bar. */
export class BreakoutSide {
  readonly rules: BreakoutRules;
  /** Bars at which everything that the order needs is available. */
  readonly available: BarCondition;
  private readonly border: Float64Array;
  /** Average true ranges, or the border at which the stop lies. */
  private readonly stopSource: Float64Array;
  /** Close of the side on which the order is triggered. */
  private readonly closes: Float64Array;
  private readonly entryOffset: number;
  private readonly levels: LevelGrid;

  /** @param pipSize price units */
  constructor(rules: BreakoutRules, inputs: StrategyInputs, pipSize: number, levels: LevelGrid) {
    const { name, stopMode, direction, entryOffsetPips } = rules;
    const borderId = columnId(name, 'border');
    const stopId = columnId(name, stopMode === 'atr' ? 'atr' : 'stop_border');
    this.rules = rules;
    this.border = inputs.values(borderId);
    this.stopSource = inputs.values(stopId);
    this.closes = inputs.primary[direction === 1 ? 'ask' : 'bid'].close;
    this.entryOffset = entryOffsetPips === 0 ? 0 : entryOffsetPips * pipSize;
    this.levels = levels;
    const finite = (id: string): BarCondition => inputs.conditions.atMost(inputs.column(id), Number.MAX_VALUE);
    this.available = inputs.conditions.all([finite(borderId), finite(stopId)]);
  }

  get direction(): Direction {
    return this.rules.direction;
  }

  isAvailableAt(bar: number): boolean {
    return isSet(this.available.mask, bar);
  }

  /**
   * Distance of the order from the price that would trigger it, in price units; infinite without an order. On
   * the tick grid, because the last bits of a difference must not decide which border is nearer.
   */
  distanceAt(bar: number): number {
    if (!this.isAvailableAt(bar)) return Number.POSITIVE_INFINITY;
    return this.levels.nearest(this.direction * (this.border[bar] - this.closes[bar]) + this.entryOffset);
  }

  /** The risk that the target is a multiple of is the one between the rounded levels. */
  levelsAt(bar: number): OrderLevels {
    const { direction } = this;
    const { stopMode, atrMult, targetR } = this.rules;
    const entry = this.levels.nearest(this.border[bar] + direction * this.entryOffset);
    const source = this.stopSource[bar];
    const stopLoss = this.levels.nearest(stopMode === 'atr' ? entry - direction * atrMult * source : source);
    return { entry, stopLoss, takeProfit: this.levels.nearest(entry + targetR * (entry - stopLoss)) };
  }

  /** Figures behind an order for the record. */
  figuresAt(bar: number): JsonObject {
    const { entry, stopLoss } = this.levelsAt(bar);
    return {
      channel_border: recordedNumber(this.border[bar]),
      [this.rules.stopMode === 'atr' ? 'atr' : 'stop_border']: recordedNumber(this.stopSource[bar]),
      order: {
        level: recordedNumber(entry),
        risk: recordedNumber(Math.abs(entry - stopLoss)),
        expiry_bars: this.rules.orderExpiryBars,
      },
    };
  }
}
