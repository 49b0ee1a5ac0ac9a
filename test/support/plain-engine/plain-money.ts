import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { CostSpec, SymbolSpec } from '../../../src/core/types/symbol-spec.ts';
import type { PlainInputs } from './plain-inputs.ts';
import { PlainRates } from './plain-rates.ts';

/** Contract facts, conversion, commissions and sizes of one run, all straight formulas. */
export class PlainMoney {
  readonly pipSize: number;
  private readonly config: EffectiveConfig;
  private readonly spec: SymbolSpec;
  private readonly costs: CostSpec;
  private readonly rates: PlainRates;

  constructor({ config, spec, costs, dataset }: PlainInputs) {
    this.config = config;
    this.spec = spec;
    this.costs = costs;
    this.rates = new PlainRates(config, dataset);
    this.pipSize = config.costs.pip_size ?? spec.pipSize ?? 0.0001;
  }

  /** Slippage in pips before the random number: fixed part and width of the random part (7). */
  get slippagePips(): { readonly fixed: number; readonly random: number } {
    const { enabled, slippage_multiplier: multiplier } = this.config.costs;
    if (!enabled) return { fixed: 0, random: 0 };
    return { fixed: this.costs.fixedSlippagePips * multiplier, random: this.costs.randomSlippagePips * multiplier };
  }

  /** Width of the hit test in price units (5.1). */
  get hitBuffer(): number {
    return this.pipSize * (this.config.costs.pip_buffer_factor ?? this.costs.pipBufferFactor);
  }

  toAccount(amount: number, bar: number): number {
    return this.rates.convert(amount, this.spec.quoteCurrency, this.config.account.account_currency, bar);
  }

  /** Account value of a price move of `difference` (11.1). */
  valueOf(difference: number, size: number, bar: number): number {
    return this.toAccount(difference * size * this.spec.contractSize, bar);
  }

  /** Minimum stop distance (9.1). */
  isStopTooClose(price: number, stopLoss: number): boolean {
    const minDistance = this.spec.minStopDistancePips * this.pipSize;
    return Math.abs(price - stopLoss) < minDistance - 1e-12;
  }

  /** Lots of the canonical variant (9.2); null is `volume_below_min`. */
  lots(fill: number, stopLoss: number, bar: number): number | null {
    const { volumeMin, volumeStep, volumeMax, contractSize } = this.spec;
    const stopPips = Math.abs(fill - stopLoss) / this.pipSize;
    const pipValue = this.toAccount(contractSize * this.pipSize, bar);
    const raw = this.config.account.risk_per_trade / (stopPips * pipValue);
    if (raw < volumeMin - 1e-12) return null;
    const n = raw <= volumeMin ? 0 : Math.floor((raw - volumeMin + 1e-12) / volumeStep);
    const nMax = Math.floor((volumeMax - volumeMin + 1e-12) / volumeStep);
    return Number((volumeMin + Math.min(n, nMax) * volumeStep).toFixed(8));
  }

  /** Lots of `v1_parity` (15.7). */
  parityLots(price: number, stopLoss: number, bar: number): number {
    const { volumeMin, volumeStep, volumeMax, contractSize } = this.spec;
    const stopPips = Math.abs(price - stopLoss) / this.pipSize;
    const pipValue = this.toAccount(contractSize * this.pipSize, bar);
    const raw = stopPips <= 0 ? 0 : this.config.account.risk_per_trade / (stopPips * pipValue);
    let lots = volumeMin;
    if (raw > volumeMin) lots = volumeMin + Math.floor((raw - volumeMin + 1e-12) / volumeStep) * volumeStep;
    return Math.min(Math.max(lots, volumeMin), volumeMax);
  }

  /** Commission of the canonical variant (8.2). */
  fee(side: 'entry' | 'exit', price: number, lots: number, bar: number): number {
    if (!this.config.costs.enabled || !this.isCharged(side)) return 0;
    const needsNotional = this.costs.commission.schema !== 'per_lot';
    const notional = needsNotional ? this.notional(price, lots, bar) : Number.NaN;
    return this.feeToAccount(this.feeInItsCurrency(lots, notional), bar);
  }

  /** Commission of `v1_parity` (15.9): notional always converted, cents rounded half to even. */
  parityFee(side: 'entry' | 'exit', price: number, lots: number, bar: number): number {
    const perSide = this.feeInItsCurrency(lots, this.notional(price, lots, bar));
    return roundCentsHalfEven(this.feeToAccount(perSide * (this.isCharged(side) ? 1 : 0), bar));
  }

  private isCharged(side: 'entry' | 'exit'): boolean {
    return this.costs.commission.side === 'both' || this.costs.commission.side === side;
  }

  private get feeCurrency(): string {
    return this.costs.commission.feeCurrency ?? this.config.account.account_currency;
  }

  private notional(price: number, lots: number, bar: number): number {
    const amount = price * this.spec.contractSize * lots;
    return this.rates.convert(amount, this.spec.quoteCurrency, this.feeCurrency, bar);
  }

  private feeInItsCurrency(lots: number, notional: number): number {
    const { schema, perLot, ratePerMillion, percent, minFee } = this.costs.commission;
    const multiplier = this.config.costs.fee_multiplier;
    let base = perLot * lots;
    if (schema === 'per_million_notional') base = ratePerMillion * (notional / 1_000_000);
    if (schema === 'percent_of_notional') base = percent * notional;
    return Math.max(base * multiplier, minFee * multiplier);
  }

  private feeToAccount(fee: number, bar: number): number {
    return this.rates.convert(fee, this.feeCurrency, this.config.account.account_currency, bar);
  }
}

/** A tie exists only if eight times the fee is an odd integer (15.9). */
function roundCentsHalfEven(fee: number): number {
  const isTie = Number.isInteger(fee * 8) && (fee * 8) % 2 === 1;
  if (!isTie) return Number(fee.toFixed(2));
  const lower = Math.floor(fee * 100);
  return (lower % 2 === 0 ? lower : lower + 1) / 100;
}
