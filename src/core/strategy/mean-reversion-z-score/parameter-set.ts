import type { JsonObject } from '../../types/json.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import { type DirectionName, mergeParameters } from '../parameter-merge.ts';
import type { OverlayParameters } from './overlay-parameter-merge.ts';
import type { CLUSTER_LABELS, FILTERS } from './parameter-descriptors.ts';

export type BiasFilter = (typeof FILTERS)[number];
/** AUTO follows the primary timeframe. */
export type BiasTimeframe = Timeframe | 'AUTO' | 'NONE';
export type ClusterLabel = (typeof CLUSTER_LABELS)[number];

/**
 * All parameters that hold for one direction, complete and typed (`strategy.md` 2 and 3.2). Names and
 * meanings are those of the specification.
 */
export interface MeanReversionParameters extends OverlayParameters {
  readonly emaLength: number;
  readonly atrLength: number;
  readonly atrMult: number;
  /** Price units; NaN where it depends on a symbol specification that is not known. */
  readonly tpMinDistance: number;
  readonly htfTimeframe: BiasTimeframe;
  readonly htfEmaLength: number;
  readonly htfFilter: BiasFilter;
  readonly extraHtfTimeframe: BiasTimeframe;
  readonly extraHtfEmaLength: number;
  readonly extraHtfFilter: BiasFilter;
  readonly garchAlpha: number;
  readonly garchBeta: number;
  /** Null: derived from the long-run variance. */
  readonly garchOmega: number | null;
  readonly garchUseLogReturns: boolean;
  readonly garchScale: number;
  readonly garchMinPeriods: number;
  readonly garchSigmaFloor: number;
  readonly localZLookback: number;
  readonly volFeature: 'garch_forecast' | 'atr_points';
  readonly volClusterWindow: number;
  readonly volClusterCount: number;
  readonly volMinPoints: number;
  readonly volLogTransform: boolean;
  readonly volGarchLookback: number;
  /** By rank; the parity variant may list labels that no cluster has. */
  readonly volAllowed: readonly (ClusterLabel | (string & {}))[];
  readonly clusterHysteresisBars: number;
  readonly scenario6Mode: 'all' | 'any';
  /** As listed, in order; the parity variant may list names that are no timeframe. */
  readonly scenario6Timeframes: readonly string[];
  readonly scenario6Params: JsonObject;
  readonly directionFilter: 'long' | 'short' | 'both';
  /** Ascending; all six where the configuration says null. */
  readonly enabledScenarios: readonly number[];
  /** Whether the configuration lists the scenarios instead of taking all. */
  readonly listsScenarios: boolean;
  readonly usePositionManager: boolean;
  readonly maxHoldingMinutes: number | null;
}

const ALL_SCENARIOS: readonly number[] = [1, 2, 3, 4, 5, 6];
const DEFAULT_TARGET_PIPS = 10;
const PARITY_TARGET_DISTANCE = 1;

/** The parameters that count for one direction; `parameters` is the resolved object of the configuration. */
export function directionParameters(
  parameters: JsonObject,
  direction: DirectionName,
  environment: StrategyEnvironment,
): MeanReversionParameters {
  const { symbol, primary } = environment;
  return typeParameters(mergeParameters(parameters, direction, symbol, primary), environment);
}

/** Types a merged object; resolving has checked every value, so that reading cannot fail. */
function typeParameters(merged: JsonObject, environment: StrategyEnvironment): MeanReversionParameters {
  return {
    emaLength: merged.ema_length as number,
    atrLength: merged.atr_length as number,
    atrMult: merged.atr_mult as number,
    bollingerLength: merged.b_b_length as number,
    stdFactor: merged.std_factor as number,
    windowLength: merged.window_length as number,
    zScoreLong: merged.z_score_long as number,
    zScoreShort: merged.z_score_short as number,
    kalmanR: merged.kalman_r as number,
    kalmanQ: merged.kalman_q as number,
    tpMinDistance: targetDistance(merged.tp_min_distance as number | null, environment),
    htfTimeframe: merged.htf_tf as BiasTimeframe,
    htfEmaLength: merged.htf_ema as number,
    htfFilter: merged.htf_filter as BiasFilter,
    extraHtfTimeframe: merged.extra_htf_tf as BiasTimeframe,
    extraHtfEmaLength: merged.extra_htf_ema as number,
    extraHtfFilter: merged.extra_htf_filter as BiasFilter,
    garchAlpha: merged.garch_alpha as number,
    garchBeta: merged.garch_beta as number,
    garchOmega: merged.garch_omega as number | null,
    garchUseLogReturns: merged.garch_use_log_returns as boolean,
    garchScale: merged.garch_scale as number,
    garchMinPeriods: merged.garch_min_periods as number,
    garchSigmaFloor: merged.garch_sigma_floor as number,
    localZLookback: merged.local_z_lookback as number,
    volFeature: merged.intraday_vol_feature as MeanReversionParameters['volFeature'],
    volClusterWindow: merged.intraday_vol_cluster_window as number,
    volClusterCount: merged.intraday_vol_cluster_k as number,
    volMinPoints: merged.intraday_vol_min_points as number,
    volLogTransform: merged.intraday_vol_log_transform as boolean,
    volGarchLookback: merged.intraday_vol_garch_lookback as number,
    volAllowed: merged.intraday_vol_allowed as readonly string[],
    clusterHysteresisBars: merged.cluster_hysteresis_bars as number,
    scenario6Mode: merged.scenario6_mode as MeanReversionParameters['scenario6Mode'],
    scenario6Timeframes: merged.scenario6_timeframes as readonly string[],
    scenario6Params: merged.scenario6_params as JsonObject,
    directionFilter: merged.direction_filter as MeanReversionParameters['directionFilter'],
    enabledScenarios: enabledScenarios(merged),
    listsScenarios: merged.enabled_scenarios !== null,
    usePositionManager: merged.use_position_manager as boolean,
    maxHoldingMinutes: merged.max_holding_minutes as number | null,
  };
}

/** Scenarios of a merged parameter object, ascending; null means all six. */
export function enabledScenarios(merged: JsonObject): readonly number[] {
  return (merged.enabled_scenarios as readonly number[] | null) ?? ALL_SCENARIOS;
}

/** Ten pips where the configuration says null (`strategy.md` 2.1); one price unit in `v1_parity`. */
function targetDistance(value: number | null, environment: StrategyEnvironment): number {
  if (value !== null) return value;
  if (environment.variant === 'v1_parity') return PARITY_TARGET_DISTANCE;
  return DEFAULT_TARGET_PIPS * (environment.symbolSpec?.pipSize ?? Number.NaN);
}
