import type { BarCondition } from '../../bar-conditions.ts';
import { BandSetup } from '../band-setup.ts';
import type { DirectionSide } from '../direction-side.ts';
import { reachesThreshold } from '../entry-conditions.ts';
import type { LocalScore } from '../local-score.ts';
import type { MeanReversionParameters } from '../parameter-set.ts';
import { type EntryScenario, isAnyUndefined, type ScenarioDefinition, type ScenarioWords } from './entry-scenario.ts';

/**
 * Scenario 4: the Kalman residual in units of the GARCH volatility, over the whole series or, with
 * `local_z_lookback`, over the last bars only; back to the band's middle.
 */
export const volatilityScaled: ScenarioDefinition = {
  id: 4,
  needs: ({ parameters }) =>
    usesLocalScore(parameters) ? ['band', 'mid', 'atr', 'bias'] : ['kalman_garch_z', 'band', 'mid', 'atr', 'bias'],
  create: (side) => (usesLocalScore(side.parameters) ? new LocalVolatilityScaled(side) : new VolatilityScaled(side)),
};

function usesLocalScore(parameters: MeanReversionParameters): boolean {
  return parameters.localZLookback > 0;
}

class VolatilityScaled implements EntryScenario {
  readonly id = 4;
  readonly side: DirectionSide;
  readonly candidates: BarCondition;
  private readonly zscores: Float64Array;
  readonly atr: Float64Array;
  readonly target: Float64Array;
  private readonly setup: BandSetup;
  private readonly required: readonly Float64Array[];

  constructor(side: DirectionSide) {
    this.side = side;
    this.zscores = side.column('kalman_garch_z');
    this.setup = new BandSetup(side);
    this.candidates = side.allOf([side.scoreReached('kalman_garch_z'), ...this.setup.conditions]);
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
    return scaledWords(this, this.setup, this.zscores[bar], bar);
  }
}

/** The score is computed only where the close has left its band and the biases pass. */
class LocalVolatilityScaled implements EntryScenario {
  readonly id = 4;
  readonly side: DirectionSide;
  readonly candidates: BarCondition;
  readonly atr: Float64Array;
  readonly target: Float64Array;
  private readonly setup: BandSetup;
  private readonly required: readonly Float64Array[];
  private readonly score: LocalScore;

  constructor(side: DirectionSide) {
    this.side = side;
    this.setup = new BandSetup(side);
    this.candidates = side.allOf(this.setup.conditions);
    this.score = side.shared.localScore(side.parameters);
    this.atr = side.column('atr');
    this.target = side.column('mid');
    this.required = [this.setup.band, this.atr, this.target];
  }

  confirmsAt(bar: number): boolean {
    return reachesThreshold(this.side.direction, this.score.at(bar), this.side.threshold);
  }

  isUndefinedAt(bar: number): boolean {
    return isAnyUndefined(this.required, bar) || this.score.wasMissingAt(bar);
  }

  wordsAt(bar: number): ScenarioWords {
    return scaledWords(this, this.setup, this.score.at(bar), bar);
  }
}

function scaledWords(scenario: EntryScenario, setup: BandSetup, zscore: number, bar: number): ScenarioWords {
  return {
    reason: `kalman_garch_z_boll_${scenario.side.rules.name}`,
    tags: ['kalman', 'garch', 'bollinger', 'scenario4', ...setup.biasTagsAt(bar)],
    z: zscore,
    meta: setup.figuresAt(bar, scenario.target),
  };
}
