import type { ExecutionVariant } from '../../../src/core/types/config.ts';
import type { JsonObject, JsonValue } from '../../../src/core/types/json.ts';
import type { CaseRandom } from './case-random.ts';

/** What the draws choose from where it depends on the data: higher timeframes, and how far prices stretch. */
export interface ParameterChoices {
  /** Absolute z-scores at which a direction enters. */
  readonly thresholds: readonly number[];
  /** Timeframes of the first bias; one of them may have no data. */
  readonly bias: readonly string[];
  readonly extraBias: readonly string[];
  /** With data, so that a bias may decide. */
  readonly loaded: readonly string[];
  readonly extraLoaded: readonly string[];
  /** Lists of timeframes of scenario 6. */
  readonly overlays: readonly (readonly string[])[];
}

const SCENARIOS = [1, 2, 3, 4, 5, 6];

/** Draws parameters of the mean-reversion strategy that make all of its rules act. */
export function drawMeanReversionParameters(
  random: CaseRandom,
  variant: ExecutionVariant,
  choices: ParameterChoices,
): JsonObject {
  const enabled = SCENARIOS.filter(() => random.chance(0.5));
  return {
    enabled_scenarios: enabled.length > 0 ? enabled : [random.pick(SCENARIOS)],
    direction_filter: random.pick(['both', 'both', 'long', 'short']),
    ema_length: random.pick([10, 30, 60]),
    atr_length: random.pick([7, 14]),
    b_b_length: random.pick([10, 20, 31]),
    std_factor: random.pick([0.5, 1, 2]),
    window_length: random.pick([20, 60, 100]),
    kalman_r: random.pick([0.01, 0.2]),
    htf_ema: random.pick([10, 50]),
    extra_htf_ema: random.pick([10, 50]),
    use_position_manager: random.chance(0.5),
    max_holding_minutes: random.pick([null, null, 45, 300]),
    ...drawBias(random, choices),
    ...drawThresholds(random, choices),
    ...(variant === 'v2' ? drawBlocks(random, choices) : {}),
    ...drawRefinements(random, choices),
  };
}

/** Parameters of one direction only; the parity variant has none. */
function drawBlocks(random: CaseRandom, choices: ParameterChoices): Record<string, JsonValue> {
  return {
    ...(random.chance(0.3) ? { long: drawThresholds(random, choices) } : {}),
    ...(random.chance(0.3) ? { short: { ...drawThresholds(random, choices), ema_length: 20 } } : {}),
  };
}

function drawThresholds(random: CaseRandom, { thresholds }: ParameterChoices): Record<string, JsonValue> {
  return {
    z_score_long: -random.pick(thresholds),
    z_score_short: random.pick(thresholds),
    atr_mult: random.pick([0.3, 1, 2, 4]),
  };
}

function drawBias(
  random: CaseRandom,
  { bias, extraBias, loaded, extraLoaded }: ParameterChoices,
): Record<string, JsonValue> {
  const decides = random.pick(['above', 'below']);
  const names = random.pick(['both', 'none']);
  const isDecisive = random.chance(0.4);
  const isExtraDecisive = random.chance(0.2);
  return {
    htf_tf: random.pick(isDecisive ? loaded : bias),
    htf_filter: isDecisive ? decides : names,
    extra_htf_tf: random.pick(isExtraDecisive ? extraLoaded : extraBias),
    extra_htf_filter: isExtraDecisive ? decides : names,
  };
}

/** Parameters that only scenarios 3 to 6 read. */
function drawRefinements(random: CaseRandom, { overlays }: ParameterChoices): Record<string, JsonValue> {
  return {
    tp_min_distance: random.pick([0, 0.0003, null]),
    local_z_lookback: random.pick([0, 0, 150]),
    garch_min_periods: random.pick([20, 50]),
    intraday_vol_allowed: random.pick([['low'], ['low', 'mid'], ['mid', 'high']]),
    intraday_vol_garch_lookback: random.pick([200, 280]),
    cluster_hysteresis_bars: random.pick([0, 1, 3]),
    scenario6_mode: random.pick(['all', 'any']),
    scenario6_timeframes: random.pick(overlays),
  };
}
