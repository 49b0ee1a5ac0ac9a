import type { BarCondition } from '../../bar-conditions.ts';
import { BandSetup } from '../band-setup.ts';
import type { DirectionSide } from '../direction-side.ts';
import { type EntryScenario, isAnyUndefined, type ScenarioDefinition, type ScenarioWords } from './entry-scenario.ts';

/** Scenario 2: Kalman residual and close stretched against the same direction; back to the band's middle. */
export const kalmanBand: ScenarioDefinition = {
  id: 2,
  needs: () => ['kalman_z', 'band', 'mid', 'atr', 'bias'],
  create: (side) => new KalmanBand(side),
};

/** Also the first half of scenarios 5 and 6, which add a condition of their own. */
export class KalmanBand implements EntryScenario {
  readonly id = 2;
  readonly side: DirectionSide;
  readonly candidates: BarCondition;
  private readonly zscores: Float64Array;
  readonly atr: Float64Array;
  readonly target: Float64Array;
  private readonly setup: BandSetup;
  private readonly required: readonly Float64Array[];

  constructor(side: DirectionSide) {
    this.side = side;
    this.zscores = side.column('kalman_z');
    this.setup = new BandSetup(side);
    this.candidates = side.allOf([side.scoreReached('kalman_z'), ...this.setup.conditions]);
    this.atr = side.column('atr');
    this.target = side.column('mid');
    this.required = [this.zscores, this.setup.band, this.atr, this.target];
  }

  confirmsAt(): boolean {
    return true;
  }

  isUndefinedAt(bar: number): boolean {
    return isAnyUndefined(this.required, bar);
  }

  wordsAt(bar: number): ScenarioWords {
    return this.wordsWith(bar, ['scenario2'], []);
  }

  /** The words with tags before and after those of the bias. */
  wordsWith(bar: number, tagsBefore: readonly string[], tagsAfter: readonly string[]): ScenarioWords {
    return {
      reason: `kalman_z_boll_${this.side.rules.name}`,
      tags: ['kalman', 'bollinger', ...tagsBefore, ...this.setup.biasTagsAt(bar), ...tagsAfter],
      z: this.zscores[bar],
      meta: this.setup.figuresAt(bar, this.target),
    };
  }
}
