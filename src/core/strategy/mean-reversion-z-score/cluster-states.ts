import { garchParameters } from '../../indicators/garch-parameters.ts';
import { garchVolatilityLocal } from '../../indicators/garch-volatility-local.ts';
import type { GarchParameters } from '../../indicators/kernels/garch-sigma.ts';
import {
  type VolClusterParameters,
  type VolClusterState,
  volClusterState,
} from '../../indicators/vol-cluster-state.ts';
import type { MeanReversionParameters } from './parameter-set.ts';
import { garchSettings } from './volatility-parameters.ts';

/**
 * Volatility clusters at a bar (`strategy.md` 7.1, steps 1 to 8). They do not depend on the direction
 * and cost a walk over the window and a clustering, therefore computed on request only; the last bar is
 * remembered.
 */
export class ClusterStates {
  private readonly closes: Float64Array;
  /** The feature itself where it is the average true range, else null. */
  private readonly atr: Float64Array | null;
  private readonly lookback: number;
  private readonly garch: GarchParameters;
  private readonly clustering: VolClusterParameters;
  private readonly key: string;
  private bar = -1;
  private state: VolClusterState = { status: 'insufficient_points', sampleSize: 0 };

  constructor(closes: Float64Array, atr: Float64Array, parameters: MeanReversionParameters) {
    this.closes = closes;
    this.atr = featureColumn(atr, parameters);
    this.lookback = parameters.volGarchLookback;
    this.garch = garchParameters(garchSettings(parameters));
    this.clustering = clusteringOf(parameters);
    this.key = keyOf(parameters);
  }

  /** Whether these parameters give the same states. */
  serves(parameters: MeanReversionParameters, atr: Float64Array): boolean {
    return keyOf(parameters) === this.key && featureColumn(atr, parameters) === this.atr;
  }

  at(bar: number): VolClusterState {
    if (bar !== this.bar) {
      const { atr, closes, lookback, garch, clustering } = this;
      this.bar = bar;
      // The local window ends at the bar, so that the cut at `bar` keeps all of it.
      this.state = volClusterState(atr ?? garchVolatilityLocal(closes, bar, lookback, garch), bar, clustering);
    }
    return this.state;
  }

  /** Whether the clusters were asked for at this bar and there was too little to form them from. */
  wereMissingAt(bar: number): boolean {
    return bar === this.bar && this.state.status !== 'ok';
  }
}

function featureColumn(atr: Float64Array, parameters: MeanReversionParameters): Float64Array | null {
  return parameters.volFeature === 'atr_points' ? atr : null;
}

function clusteringOf(parameters: MeanReversionParameters): VolClusterParameters {
  return {
    window: parameters.volClusterWindow,
    k: parameters.volClusterCount,
    minPoints: parameters.volMinPoints,
    logTransform: parameters.volLogTransform,
  };
}

function keyOf(parameters: MeanReversionParameters): string {
  return JSON.stringify([parameters.volGarchLookback, clusteringOf(parameters), garchSettings(parameters)]);
}
