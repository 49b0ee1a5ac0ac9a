import type { SideBars } from '../../types/bars.ts';
import { ClusterStates } from './cluster-states.ts';
import { LocalScore } from './local-score.ts';
import type { MeanReversionParameters } from './parameter-set.ts';

/**
 * Values computed from a window that ends at the bar, only where a scenario asks for them. Both
 * directions get the same object if their parameters are equal, so that a bar is computed once.
 */
export class SharedValues {
  private readonly bid: SideBars;
  private readonly scores: LocalScore[] = [];
  private readonly states: ClusterStates[] = [];

  constructor(bid: SideBars) {
    this.bid = bid;
  }

  localScore(parameters: MeanReversionParameters): LocalScore {
    const known = this.scores.find((score) => score.serves(parameters));
    if (known !== undefined) return known;
    const score = new LocalScore(this.bid.close, parameters);
    this.scores.push(score);
    return score;
  }

  /** @param atr the direction's average true range, the feature `atr_points` */
  clusterStates(parameters: MeanReversionParameters, atr: Float64Array): ClusterStates {
    const known = this.states.find((states) => states.serves(parameters, atr));
    if (known !== undefined) return known;
    const states = new ClusterStates(this.bid.close, atr, parameters);
    this.states.push(states);
    return states;
  }
}
