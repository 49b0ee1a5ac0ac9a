import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import { meanReversionZScore } from '../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import { strategyEnvironment } from '../../../src/core/strategy/strategy-environment.ts';
import type { ExecutionVariant } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { JsonObject, JsonValue } from '../../../src/core/types/json.ts';
import { CaseRandom } from './case-random.ts';
import { type CaseSymbol, drawSettings } from './case-settings.ts';
import type { EngineCase } from './engine-case.ts';
import { type SampleWindow, sampleDataset } from './sample-datasets.ts';

const SCENARIOS = [1, 2, 3, 4, 5, 6];
const WARMUP_BARS = 300;
const SHAPE = { bars: 2700, warmupBars: WARMUP_BARS } as const;
const WINDOWS: readonly SampleWindow[] = [
  { ...SHAPE, symbol: 'EURUSD', firstBar: 9_000, spreadMultiplier: 1, rates: 'M5' },
  { ...SHAPE, symbol: 'EURUSD', firstBar: 21_500, spreadMultiplier: 1, rates: 'H1' },
  { ...SHAPE, symbol: 'EURUSD', firstBar: 21_500, spreadMultiplier: 3, rates: 'H1' },
  { ...SHAPE, symbol: 'USDJPY', firstBar: 14_000, spreadMultiplier: 1, rates: 'H1' },
  { ...SHAPE, symbol: 'USDJPY', firstBar: 30_000, spreadMultiplier: 0.4, rates: 'M5' },
];

const datasets = new Map<SampleWindow, Dataset>();
const contexts = new Map<string, BacktestContext>();

/** Draws a run of the mean-reversion strategy on generated prices; the same case for the same seed. */
export function meanReversionCase(seed: number): EngineCase {
  const random = new CaseRandom(seed);
  const variant = random.pick(['v2', 'v2', 'v1_parity'] as const);
  const window = random.pick(WINDOWS);
  const settings = drawSettings(random, variant, window.symbol as CaseSymbol, 'M5', {});
  const config = { ...settings.config, warmup_bars: WARMUP_BARS };
  const raw = drawParameters(random, variant);
  const environment = strategyEnvironment(config, settings.spec);
  const { parameters, issues } = meanReversionZScore.resolve(raw, environment);
  const error = issues.find((issue) => issue.severity === 'error');
  if (error !== undefined) throw new Error(`case ${seed} has wrong parameters: ${error.path} ${error.message}`);
  return {
    ...settings,
    config: { ...config, strategy_parameters: parameters },
    name: `mean reversion ${seed}`,
    context: contextOf(window, variant),
    strategy: meanReversionZScore,
    rules: [],
    rulesAnnounceThemselves: false,
  };
}

function contextOf(window: SampleWindow, variant: ExecutionVariant): BacktestContext {
  const key = `${WINDOWS.indexOf(window)} ${variant}`;
  let context = contexts.get(key);
  if (context === undefined) {
    const dataset = datasets.get(window) ?? sampleDataset(window);
    datasets.set(window, dataset);
    context = new BacktestContext(dataset, variant);
    contexts.set(key, context);
  }
  return context;
}

function drawParameters(random: CaseRandom, variant: ExecutionVariant): JsonObject {
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
    ...drawBias(random),
    ...drawThresholds(random),
    ...(variant === 'v2' ? drawBlocks(random) : {}),
    ...drawRefinements(random),
  };
}

/** Parameters of one direction only; the parity variant has none. */
function drawBlocks(random: CaseRandom): Record<string, JsonValue> {
  return {
    ...(random.chance(0.3) ? { long: drawThresholds(random) } : {}),
    ...(random.chance(0.3) ? { short: { ...drawThresholds(random), ema_length: 20 } } : {}),
  };
}

function drawThresholds(random: CaseRandom): Record<string, JsonValue> {
  return {
    z_score_long: -random.pick([0.1, 0.4, 1, 1.6, 2.2]),
    z_score_short: random.pick([0.1, 0.4, 1, 1.6, 2.2]),
    atr_mult: random.pick([0.3, 1, 2, 4]),
  };
}

function drawBias(random: CaseRandom): Record<string, JsonValue> {
  const decides = random.pick(['above', 'below']);
  const names = random.pick(['both', 'none']);
  const isDecisive = random.chance(0.4);
  const isExtraDecisive = random.chance(0.2);
  return {
    htf_tf: isDecisive ? random.pick(['H1', 'D1']) : random.pick(['H1', 'D1', 'H4', 'NONE']),
    htf_filter: isDecisive ? decides : names,
    extra_htf_tf: isExtraDecisive ? random.pick(['H1', 'AUTO', 'D1']) : random.pick(['AUTO', 'H1', 'NONE']),
    extra_htf_filter: isExtraDecisive ? decides : names,
  };
}

/** Parameters that only scenarios 3 to 6 read. */
function drawRefinements(random: CaseRandom): Record<string, JsonValue> {
  return {
    tp_min_distance: random.pick([0, 0.0003, null]),
    local_z_lookback: random.pick([0, 0, 150]),
    garch_min_periods: random.pick([20, 50]),
    intraday_vol_allowed: random.pick([['low'], ['low', 'mid'], ['mid', 'high']]),
    intraday_vol_garch_lookback: random.pick([200, 280]),
    cluster_hysteresis_bars: random.pick([0, 1, 3]),
    scenario6_mode: random.pick(['all', 'any']),
    scenario6_timeframes: random.pick([['M15'], ['H1'], ['M15', 'H1']]),
  };
}
