import type { BarCondition } from '../../bar-conditions.ts';
import { recordedNumber } from '../../recorded-number.ts';
import type { DirectionSide } from '../direction-side.ts';
import { type EntryScenario, isAnyUndefined, type ScenarioDefinition, type ScenarioWords } from './entry-scenario.ts';

/** Scenario 1: the close far from its exponential mean, which is also the target. Ignores the bias. */
export const emaStretch: ScenarioDefinition = {
  id: 1,
  needs: (rules) => ['ema', 'ema_z', atrColumn(rules.direction === 1)],
  create: (side) => new EmaStretch(side),
};

class EmaStretch implements EntryScenario {
  readonly id = 1;
  readonly side: DirectionSide;
  readonly candidates: BarCondition;
  private readonly zscores: Float64Array;
  readonly atr: Float64Array;
  readonly target: Float64Array;
  private readonly required: readonly Float64Array[];

  constructor(side: DirectionSide) {
    this.side = side;
    this.zscores = side.column('ema_z');
    this.candidates = side.scoreReached('ema_z');
    this.atr = side.column(atrColumn(side.direction === 1));
    this.target = side.column('ema');
    this.required = [this.zscores, this.atr, this.target];
  }

  confirmsAt(): boolean {
    return true;
  }

  isUndefinedAt(bar: number): boolean {
    return isAnyUndefined(this.required, bar);
  }

  wordsAt(bar: number): ScenarioWords {
    return {
      reason: `zscore_ema_${this.side.rules.name}`,
      tags: ['zscore', 'ema', 'scenario1'],
      z: this.zscores[bar],
      meta: { ema: recordedNumber(this.target[bar]) },
    };
  }
}

/** The only place where the range of the ask side counts: stops of shorts (`strategy.md` 6.2). */
function atrColumn(isLong: boolean): 'atr' | 'atr_ask' {
  return isLong ? 'atr' : 'atr_ask';
}
