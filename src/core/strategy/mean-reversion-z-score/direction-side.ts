import type { Bars } from '../../types/bars.ts';
import type { Direction } from '../../types/signal.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import type { BarCondition } from '../bar-conditions.ts';
import type { StrategyInputs } from '../strategy-inputs.ts';
import type { BiasSeries } from './bias-filter.ts';
import type { BiasParameters, DirectionRules } from './direction-rules.ts';
import type { MeanReversionParameters } from './parameter-set.ts';
import { biasId, columnId, overlayId, type PrimaryColumn } from './series-needs.ts';
import type { SharedValues } from './shared-values.ts';

/** One direction of one run with everything its scenarios may read. */
export class DirectionSide {
  readonly rules: DirectionRules;
  readonly environment: StrategyEnvironment;
  readonly bars: Bars;
  /** Values that are computed on demand, shared between the directions. */
  readonly shared: SharedValues;
  private readonly inputs: StrategyInputs;

  constructor(rules: DirectionRules, environment: StrategyEnvironment, inputs: StrategyInputs, shared: SharedValues) {
    this.rules = rules;
    this.environment = environment;
    this.bars = inputs.primary;
    this.shared = shared;
    this.inputs = inputs;
  }

  get direction(): Direction {
    return this.rules.direction;
  }

  get parameters(): MeanReversionParameters {
    return this.rules.parameters;
  }

  /** z-score at which this direction enters, equality included. */
  get threshold(): number {
    return this.direction === 1 ? this.parameters.zScoreLong : this.parameters.zScoreShort;
  }

  column(name: PrimaryColumn): Float64Array {
    return this.inputs.values(columnId(this.rules.name, name));
  }

  /** Null where the bias has no timeframe. */
  biasSeries(bias: BiasParameters): BiasSeries | null {
    if (bias.timeframe === null) return null;
    return {
      closes: this.inputs.values(biasId(this.rules.name, bias.slot, 'close')),
      means: this.inputs.values(biasId(this.rules.name, bias.slot, 'ema')),
    };
  }

  /** Where a column of z-scores reaches the threshold. */
  scoreReached(name: PrimaryColumn): BarCondition {
    const { conditions } = this.inputs;
    const scores = this.inputs.column(columnId(this.rules.name, name));
    return this.direction === 1
      ? conditions.atMost(scores, this.threshold)
      : conditions.atLeast(scores, this.threshold);
  }

  /** Where the bid close lies at or beyond the band. */
  bandTouched(): BarCondition {
    const closes = this.inputs.column('bid.close');
    const band = this.inputs.column(columnId(this.rules.name, 'band'));
    const { conditions } = this.inputs;
    return this.direction === 1 ? conditions.notAbove(closes, band) : conditions.notAbove(band, closes);
  }

  /**
   * Where a bias passes, as a list that is empty where it always does. Missing data fails `above` and `below`,
   * so that a missing file cannot switch a filter off.
   */
  biasCondition({ slot, timeframe, filter }: BiasParameters): readonly BarCondition[] {
    if (filter === 'both' || filter === 'none') return [];
    if (timeframe === null) return [this.inputs.conditions.never(this.bars.openTimes.length)];
    const closes = this.inputs.column(biasId(this.rules.name, slot, 'close'));
    const means = this.inputs.column(biasId(this.rules.name, slot, 'ema'));
    const { conditions } = this.inputs;
    return [filter === 'above' ? conditions.above(closes, means) : conditions.above(means, closes)];
  }

  /** Where all of these conditions hold. */
  allOf(conditions: readonly BarCondition[]): BarCondition {
    return this.inputs.conditions.all(conditions);
  }

  overlayColumn(timeframe: string, part: 'close' | 'z' | 'band'): Float64Array {
    return this.inputs.values(overlayId(this.rules.name, timeframe, part));
  }
}
