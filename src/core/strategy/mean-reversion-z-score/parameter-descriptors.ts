import type { ExecutionVariant } from '../../types/config.ts';
import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor, StrategyEnvironment } from '../../types/strategy.ts';
import { TIMEFRAMES, type Timeframe } from '../../types/timeframe.ts';
import { describeParameter } from '../parameters/describe-parameter.ts';

export const FILTERS = ['above', 'below', 'both', 'none'] as const;
/** Names of the volatility clusters by ascending centre (`strategy.md` 7.1). */
export const CLUSTER_LABELS = ['low', 'mid', 'high', 'very_high', 'extreme'] as const;

/** Length of the cluster window by primary timeframe; every other primary has 200 (`strategy.md` 2.4). */
const CLUSTER_WINDOWS: Readonly<Partial<Record<Timeframe, number>>> = { M5: 300, M15: 200, M30: 240, H1: 240 };
const DEFAULT_CLUSTER_WINDOW = 200;

const LENGTH = { min: 1, strictInParity: true, unit: 'bars' } as const;
const SPREAD_LENGTH = { min: 2, strictInParity: true, unit: 'bars' } as const;
const POSITIVE = { min: 0, minExclusive: true } as const;
const NOT_NEGATIVE = { min: 0 } as const;
const FILTER = { choices: FILTERS, strictInParity: true } as const;
const GLOBAL = { scope: 'global' } as const;

/** Every parameter of the strategy (`strategy.md` 2), in the order of the specification. */
export const parameterDescriptors: readonly ParameterDescriptor[] = [
  describeParameter('ema_length', 'int', 30, 'length of the exponential mean of closes', LENGTH),
  describeParameter('atr_length', 'int', 14, 'length of the average true range', LENGTH),
  describeParameter('atr_mult', 'float', 2, 'distance of the stop in average true ranges', POSITIVE),
  describeParameter('b_b_length', 'int', 20, 'length of the Bollinger bands', SPREAD_LENGTH),
  describeParameter('std_factor', 'float', 2, 'width of the Bollinger bands in standard deviations', POSITIVE),
  describeParameter('window_length', 'int', 100, 'window of the z-score', SPREAD_LENGTH),
  describeParameter('z_score_long', 'float', -2.5, 'z-score at or below which longs are taken', {
    max: 0,
    maxExclusive: true,
  }),
  describeParameter('z_score_short', 'float', 2.5, 'z-score at or above which shorts are taken', POSITIVE),
  describeParameter('kalman_r', 'float', 0.01, 'measurement noise of the Kalman filter', {
    ...POSITIVE,
    strictInParity: true,
  }),
  describeParameter('kalman_q', 'float', 1, 'process noise of the Kalman filter', {
    ...NOT_NEGATIVE,
    strictInParity: true,
  }),
  describeParameter('tp_min_distance', 'float', null, 'smallest distance of the target; null is ten pips', {
    ...NOT_NEGATIVE,
    nullable: true,
    parityDefault: 1,
    unit: 'price',
  }),

  describeParameter('htf_tf', 'enum', 'D1', 'timeframe of the bias', { choices: [...TIMEFRAMES, 'NONE'] }),
  describeParameter('htf_ema', 'int', 100, 'length of the mean that the bias compares with', LENGTH),
  describeParameter('htf_filter', 'enum', 'both', 'side of the mean on which entries are allowed', FILTER),
  describeParameter(
    'extra_htf_tf',
    'enum',
    'AUTO',
    'timeframe of the second bias; AUTO follows the primary timeframe',
    {
      choices: [...TIMEFRAMES, 'AUTO', 'NONE'],
    },
  ),
  describeParameter('extra_htf_ema', 'int', 50, 'length of the mean of the second bias', LENGTH),
  describeParameter('extra_htf_filter', 'enum', 'both', 'side of the second mean on which entries are allowed', FILTER),

  describeParameter('garch_alpha', 'float', 0.05, 'weight of the last squared return', NOT_NEGATIVE),
  describeParameter('garch_beta', 'float', 0.9, 'weight of the last variance', NOT_NEGATIVE),
  describeParameter(
    'garch_omega',
    'float',
    null,
    'constant of the variance; null derives it from the long-run variance',
    {
      ...NOT_NEGATIVE,
      nullable: true,
    },
  ),
  describeParameter('garch_use_log_returns', 'bool', true, 'logarithmic instead of simple returns'),
  describeParameter('garch_scale', 'float', 100, 'factor on returns', { ...POSITIVE, strictInParity: true }),
  describeParameter('garch_min_periods', 'int', 50, 'returns before the first volatility', {
    ...NOT_NEGATIVE,
    unit: 'bars',
  }),
  describeParameter('garch_sigma_floor', 'float', 1e-6, 'smallest volatility', NOT_NEGATIVE),
  describeParameter(
    'local_z_lookback',
    'int',
    0,
    'bars of the local volatility-scaled z-score; 0 uses the whole series',
    {
      ...NOT_NEGATIVE,
      unit: 'bars',
    },
  ),

  describeParameter('intraday_vol_feature', 'enum', 'garch_forecast', 'series that is clustered', {
    choices: ['garch_forecast'],
  }),
  describeParameter('intraday_vol_cluster_window', 'int', DEFAULT_CLUSTER_WINDOW, 'values that are clustered', {
    min: 1,
    unit: 'bars',
  }),
  describeParameter('intraday_vol_cluster_k', 'int', 3, 'number of clusters', { min: 1, max: 10 }),
  describeParameter('intraday_vol_min_points', 'int', 60, 'values needed before clusters are formed', {
    min: 1,
    unit: 'bars',
  }),
  describeParameter('intraday_vol_log_transform', 'bool', true, 'clusters the logarithms'),
  describeParameter('intraday_vol_garch_lookback', 'int', 500, 'bars of the local volatility series', {
    min: 2,
    unit: 'bars',
  }),
  describeParameter('intraday_vol_allowed', 'list', ['low', 'mid'], 'clusters in which entries are allowed', {
    choices: CLUSTER_LABELS,
  }),
  describeParameter('cluster_hysteresis_bars', 'int', 1, 'bars for which the cluster must have held', {
    min: 0,
    parityDefault: 0,
    unit: 'bars',
  }),

  describeParameter('scenario6_mode', 'enum', 'all', 'whether all or any overlay timeframes must agree', {
    choices: ['all', 'any'],
    ...GLOBAL,
  }),
  describeParameter('scenario6_timeframes', 'list', [], 'overlay timeframes, in the order of evaluation', {
    choices: [...TIMEFRAMES, 'PRIMARY'],
    ...GLOBAL,
  }),
  describeParameter('scenario6_params', 'object', {}, 'parameters of the overlay by timeframe and direction', GLOBAL),

  describeParameter('direction_filter', 'enum', 'both', 'directions that are traded', {
    choices: ['long', 'short', 'both'],
    ...GLOBAL,
  }),
  describeParameter('enabled_scenarios', 'list', null, 'entry scenarios that are evaluated; null is all six', {
    min: 1,
    max: 6,
    nullable: true,
    ...GLOBAL,
  }),
  describeParameter('use_position_manager', 'bool', false, 'switches trade management on', {
    parityDefault: true,
    ...GLOBAL,
  }),
  describeParameter('max_holding_minutes', 'int', null, 'longest holding time; null and 0 are no limit', {
    min: 0,
    nullable: true,
    strictInParity: true,
    parityDefault: 30,
    unit: 'minutes',
    ...GLOBAL,
  }),
];

/** Default of a parameter in one run; one of them depends on the primary timeframe. */
export function defaultOf(descriptor: ParameterDescriptor, environment: StrategyEnvironment): JsonValue {
  if (descriptor.key === 'intraday_vol_cluster_window') return clusterWindow(environment.primary);
  return descriptor.defaults[environment.variant satisfies ExecutionVariant];
}

function clusterWindow(primary: Timeframe): number {
  return CLUSTER_WINDOWS[primary] ?? DEFAULT_CLUSTER_WINDOW;
}
