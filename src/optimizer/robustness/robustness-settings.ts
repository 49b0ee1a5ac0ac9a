import type { EffectiveConfig } from '../../core/types/config.ts';
import type { PathSettings } from './price-path.ts';

/** `metrics.*` of a configuration as far as stress scores read it (`metrics.md` 11), checked already. */
export interface RobustnessSettings {
  /** `off` also where `metrics.robustness.enabled` is false. */
  readonly mode: 'full' | 'fast' | 'off';
  readonly topK: number;
  readonly minTrades: number;
  readonly engineSeed: 'common' | 'fresh';
  readonly penaltyCap: number;
  readonly parameters: {
    readonly fraction: number;
    readonly repeats: number;
    /** Paths or short names. */
    readonly include: readonly string[] | null;
    readonly exclude: readonly string[] | null;
  };
  readonly dropout: { readonly fraction: number; readonly runs: number };
  readonly costFactors: readonly number[];
  readonly prices: PathSettings & { readonly repeats: number; readonly penaltyCap: number };
  readonly timing: { readonly divisors: readonly number[]; readonly minMonths: number };
  readonly stability: { readonly minScale: number; readonly mode: 'rerun' | 'slice' };
  readonly ulcerCap: number;
  readonly pValueResamples: number;
}

/** The block `metrics` of a checked configuration, whose values are its own. */
interface MetricsBlock {
  readonly robustness: {
    readonly enabled: boolean;
    readonly mode: RobustnessSettings['mode'];
    readonly top_k: number;
    readonly min_trades: number;
    readonly engine_seed: RobustnessSettings['engineSeed'];
    readonly jitter_frac: number;
    readonly jitter_repeats: number;
    readonly jitter_include: readonly string[] | null;
    readonly jitter_exclude: readonly string[] | null;
    readonly penalty_cap: number;
    readonly dropout_frac: number;
    readonly dropout_runs: number;
    readonly cost_shock_factors: readonly number[];
  };
  readonly data_jitter: {
    readonly repeats: number;
    readonly atr_period: number;
    readonly sigma_atr: number;
    readonly penalty_cap: number;
    readonly min_price: number;
    readonly fraq: number;
  };
  readonly timing_jitter: { readonly divisors: readonly number[]; readonly min_months: number };
  readonly stability: { readonly min_scale: number; readonly mode: 'rerun' | 'slice' };
  readonly ulcer: { readonly ulcer_cap: number };
  readonly p_values: { readonly n_boot: number };
}

/** What the sweep file has to say for stress tests to be run, of a configuration that switches them off. */
export function stressTestAdvice({ metrics }: Pick<EffectiveConfig, 'metrics'>): string {
  const { mode } = (metrics as unknown as MetricsBlock).robustness;
  if (mode !== 'off') return 'robustness: { enabled: true }';
  return 'robustness: { enabled: true, mode: full }; mode is full, fast or off, and off runs none';
}

export function readRobustnessSettings({ metrics }: Pick<EffectiveConfig, 'metrics'>): RobustnessSettings {
  const block = metrics as unknown as MetricsBlock;
  const { robustness, data_jitter: jitter, timing_jitter: timing, stability } = block;
  return {
    mode: robustness.enabled ? robustness.mode : 'off',
    topK: robustness.top_k,
    minTrades: robustness.min_trades,
    engineSeed: robustness.engine_seed,
    penaltyCap: robustness.penalty_cap,
    parameters: {
      fraction: robustness.jitter_frac,
      repeats: robustness.jitter_repeats,
      include: robustness.jitter_include,
      exclude: robustness.jitter_exclude,
    },
    dropout: { fraction: robustness.dropout_frac, runs: robustness.dropout_runs },
    costFactors: robustness.cost_shock_factors,
    prices: {
      repeats: jitter.repeats,
      atrPeriod: jitter.atr_period,
      sigmaAtr: jitter.sigma_atr,
      penaltyCap: jitter.penalty_cap,
      minPrice: jitter.min_price,
      fraction: jitter.fraq,
    },
    timing: { divisors: timing.divisors, minMonths: timing.min_months },
    stability: { minScale: stability.min_scale, mode: stability.mode },
    ulcerCap: block.ulcer.ulcer_cap,
    pValueResamples: block.p_values.n_boot,
  };
}
