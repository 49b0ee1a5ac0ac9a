import type { EffectiveConfig } from '../types/config.ts';
import type { CommissionSettings, CostSpec, SymbolSpec } from '../types/symbol-spec.ts';

/** Numbers that fills, costs and sizes are computed from, resolved once per run. */
export interface ExecutionSettings {
  readonly pipSize: number;
  readonly contractSize: number;
  readonly volumeMin: number;
  readonly volumeStep: number;
  readonly volumeMax: number;
  /** Price distance by which the hit test of stops and targets is widened. */
  readonly hitBuffer: number;
  /** Smallest allowed distance between price and stop, price units. */
  readonly minStopDistance: number;
  /** Slippage in pips after the multiplier: fixed part and width of the random part. */
  readonly fixedSlippagePips: number;
  readonly randomSlippagePips: number;
  readonly feesEnabled: boolean;
  readonly feeMultiplier: number;
  readonly commission: CommissionSettings;
  readonly quoteCurrency: string;
  readonly accountCurrency: string;
  readonly riskPerTrade: number;
  readonly limitEntryAtWorseOfOpen: boolean;
  readonly stopLossGapAtWorseOfOpen: boolean;
  readonly takeProfitGapAtBetterOfOpen: boolean;
}

const DEFAULT_PARITY_PIP_SIZE = 0.0001;
const PARITY_BUFFER_FACTOR = 0.5;

/**
 * Pip size of a run: `costs.pip_size`, else the symbol's; the configuration layer has refused a run
 * that has neither (`v1_parity` falls back to 0.0001, `execution.md` 10.1).
 */
export function resolvePipSize(config: Pick<EffectiveConfig, 'costs'>, spec: SymbolSpec): number {
  return config.costs.pip_size ?? spec.pipSize ?? DEFAULT_PARITY_PIP_SIZE;
}

export function resolveExecutionSettings(
  config: EffectiveConfig,
  spec: SymbolSpec,
  costs: CostSpec,
): ExecutionSettings {
  const pipSize = resolvePipSize(config, spec);
  const isParity = config.execution_variant === 'v1_parity';
  const bufferFactor = isParity ? PARITY_BUFFER_FACTOR : (config.costs.pip_buffer_factor ?? costs.pipBufferFactor);
  const slippageMultiplier = config.costs.enabled ? config.costs.slippage_multiplier : 0;
  return {
    pipSize,
    contractSize: spec.contractSize,
    volumeMin: spec.volumeMin,
    volumeStep: spec.volumeStep,
    volumeMax: spec.volumeMax,
    hitBuffer: pipSize * bufferFactor,
    minStopDistance: spec.minStopDistancePips * pipSize,
    fixedSlippagePips: costs.fixedSlippagePips * slippageMultiplier,
    randomSlippagePips: costs.randomSlippagePips * slippageMultiplier,
    feesEnabled: config.costs.enabled,
    feeMultiplier: config.costs.fee_multiplier,
    commission: costs.commission,
    quoteCurrency: spec.quoteCurrency,
    accountCurrency: config.account.account_currency,
    riskPerTrade: config.account.risk_per_trade,
    limitEntryAtWorseOfOpen: config.fill_policy.limit_entry === 'worse_of_open',
    stopLossGapAtWorseOfOpen: config.fill_policy.stop_loss_gap === 'worse_of_open',
    takeProfitGapAtBetterOfOpen: config.fill_policy.take_profit_gap === 'better_of_open',
  };
}
