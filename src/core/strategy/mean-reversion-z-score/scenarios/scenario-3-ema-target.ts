import type { BarCondition } from '../../bar-conditions.ts';
import { recordedNumber } from '../../recorded-number.ts';
import { BandSetup } from '../band-setup.ts';
import type { DirectionSide } from '../direction-side.ts';
import { type EntryScenario, isAnyUndefined, type ScenarioDefinition, type ScenarioWords } from './entry-scenario.ts';

/** Scenario 3: as scenario 2, but back to the exponential mean, which must be far enough away. */
export const emaTarget: ScenarioDefinition = {
  id: 3,
  needs: () => ['kalman_z', 'band', 'ema', 'atr', 'bias'],
  create: (side) => new EmaTarget(side),
};

class EmaTarget implements EntryScenario {
  readonly id = 3;
  readonly side: DirectionSide;
  readonly candidates: BarCondition;
  private readonly zscores: Float64Array;
  readonly atr: Float64Array;
  readonly target: Float64Array;
  private readonly setup: BandSetup;
  /** Price units. */
  private readonly minDistance: number;
  private readonly required: readonly Float64Array[];

  constructor(side: DirectionSide) {
    this.side = side;
    this.zscores = side.column('kalman_z');
    this.setup = new BandSetup(side);
    this.candidates = side.allOf([side.scoreReached('kalman_z'), ...this.setup.conditions]);
    this.atr = side.column('atr');
    this.target = side.column('ema');
    this.minDistance = side.parameters.tpMinDistance;
    this.required = [this.zscores, this.setup.band, this.atr, this.target];
  }

  confirmsAt(bar: number): boolean {
    return this.isTargetFar(bar);
  }

  isUndefinedAt(bar: number): boolean {
    return isAnyUndefined(this.required, bar);
  }

  wordsAt(bar: number): ScenarioWords {
    return {
      reason: `kalman_z_boll_${this.side.rules.name}`,
      tags: ['kalman', 'bollinger', 'scenario3', ...this.setup.biasTagsAt(bar)],
      z: this.zscores[bar],
      meta: {
        ema: recordedNumber(this.target[bar]),
        ...this.setup.figuresAt(bar, null),
        resolved: { tp_min_distance: this.minDistance },
      },
    };
  }

  /** Measured from the close of the side that the order is filled on; equality is too near. */
  private isTargetFar(bar: number): boolean {
    const { bid, ask } = this.side.bars;
    const target = this.target[bar];
    if (this.side.direction === 1) return target > ask.close[bar] + this.minDistance;
    return target < bid.close[bar] - this.minDistance;
  }
}
