import type { EffectiveConfig } from '../types/config.ts';
import type { StrategyEnvironment } from '../types/strategy.ts';
import type { SymbolSpec } from '../types/symbol-spec.ts';

/** What the parameters of a strategy may depend on; `costs.pip_size` overrides the symbol's pip size. */
export function strategyEnvironment(config: EffectiveConfig, spec: SymbolSpec | null): StrategyEnvironment {
  const pipSize = config.costs.pip_size;
  return {
    symbol: config.symbol,
    primary: config.timeframes.primary,
    additional: config.timeframes.additional,
    variant: config.execution_variant,
    warmupBars: config.warmup_bars,
    symbolSpec: spec === null || pipSize === null ? spec : { ...spec, pipSize },
  };
}
