import type { BarCondition } from '../../bar-conditions.ts';
import type { DirectionSide } from '../direction-side.ts';
import { VolatilityGuard } from '../volatility-guard.ts';
import type { EntryScenario, ScenarioDefinition, ScenarioWords } from './entry-scenario.ts';
import { KalmanBand, kalmanBand } from './scenario-2-kalman-band.ts';

/** Scenario 5: as scenario 2 while the volatility lies in one of the allowed clusters. */
export const calmVolatility: ScenarioDefinition = {
  id: 5,
  needs: kalmanBand.needs,
  create: (side) => new CalmVolatility(side),
};

class CalmVolatility implements EntryScenario {
  readonly id = 5;
  readonly side: DirectionSide;
  readonly candidates: BarCondition;
  readonly atr: Float64Array;
  readonly target: Float64Array;
  private readonly stretch: KalmanBand;
  private readonly guard: VolatilityGuard;

  constructor(side: DirectionSide) {
    this.side = side;
    this.stretch = new KalmanBand(side);
    this.guard = new VolatilityGuard(side);
    this.candidates = this.stretch.candidates;
    this.atr = this.stretch.atr;
    this.target = this.stretch.target;
  }

  confirmsAt(bar: number): boolean {
    return this.guard.decideAt(bar).allowed;
  }

  isUndefinedAt(bar: number): boolean {
    return this.stretch.isUndefinedAt(bar) || this.guard.wasMissingAt(bar);
  }

  wordsAt(bar: number): ScenarioWords {
    const words = this.stretch.wordsWith(bar, [], ['vol_cluster', 'scenario5']);
    return {
      ...words,
      reason: `${words.reason}_vol_cluster`,
      meta: { ...words.meta, vol_cluster: this.guard.figuresAt(bar) },
    };
  }
}
