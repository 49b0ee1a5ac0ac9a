import { decideVolCluster, type VolClusterDecision } from '../../indicators/vol-cluster-guard.ts';
import type { JsonObject } from '../../types/json.ts';
import { recordedNumber } from '../recorded-number.ts';
import type { ClusterStates } from './cluster-states.ts';
import type { DirectionSide } from './direction-side.ts';

/** Volatility-cluster guard of one direction (`strategy.md` 7): trade in listed clusters only. */
export class VolatilityGuard {
  private readonly side: DirectionSide;
  private readonly states: ClusterStates;

  constructor(side: DirectionSide) {
    this.side = side;
    this.states = side.shared.clusterStates(side.parameters, side.column('atr'));
  }

  decideAt(bar: number): VolClusterDecision {
    const { clusterHysteresisBars, volAllowed } = this.side.parameters;
    return decideVolCluster(this.states.at(bar), clusterHysteresisBars, volAllowed);
  }

  /** Whether the guard was asked at this bar and had too little to form clusters from. */
  wasMissingAt(bar: number): boolean {
    return this.states.wereMissingAt(bar);
  }

  /** `meta.vol_cluster` (7.3). */
  figuresAt(bar: number): JsonObject {
    const { parameters, rules } = this.side;
    const state = this.states.at(bar);
    const decision = this.decideAt(bar);
    const settings: JsonObject = {
      status: decision.status,
      feature: parameters.volFeature,
      window: parameters.volClusterWindow,
      k: parameters.volClusterCount,
      min_points: parameters.volMinPoints,
      log_transform: parameters.volLogTransform,
      hysteresis_bars: parameters.clusterHysteresisBars,
      direction: rules.name,
      sample_size: state.sampleSize,
    };
    if (state.status !== 'ok') return settings;
    return {
      ...settings,
      label: decision.label,
      sigma: recordedNumber(state.sigma),
      centers: [...state.centers],
      ...(state.centersLog === null ? {} : { centers_log: [...state.centersLog] }),
      allowed_labels: [...parameters.volAllowed].sort(),
      hysteresis_ok: decision.hysteresisOk,
      allowed_now: decision.labelAllowed,
    };
  }
}
