import { roundHalfEven } from '../math/rounding.ts';
import type { CommissionSettings } from '../types/symbol-spec.ts';
import { Conversion } from './currency-conversion.ts';
import type { ExecutionSettings } from './execution-settings.ts';
import type { RateSource } from './rate-lookup.ts';

/** Which booking a fee belongs to. */
export type FeeSide = 'entry' | 'exit';

/** Commission of a fill in account currency (`execution.md` 8). */
export class CommissionModel {
  private readonly settings: ExecutionSettings;
  private readonly toFeeCurrency: Conversion;
  private readonly toAccount: Conversion;
  private readonly isChargedAtEntry: boolean;
  private readonly isChargedAtExit: boolean;
  private readonly isPerLot: boolean;
  private readonly perLot: number;
  private readonly multiplier: number;
  private readonly minimum: number;

  constructor(settings: ExecutionSettings, rates: RateSource) {
    const { commission, feesEnabled, feeMultiplier } = settings;
    const feeCurrency = commission.feeCurrency ?? settings.accountCurrency;
    this.settings = settings;
    this.toFeeCurrency = new Conversion(settings.quoteCurrency, feeCurrency, rates);
    this.toAccount = new Conversion(feeCurrency, settings.accountCurrency, rates);
    this.isChargedAtEntry = feesEnabled && charges(commission, 'entry');
    this.isChargedAtExit = feesEnabled && charges(commission, 'exit');
    this.isPerLot = commission.schema === 'per_lot';
    this.perLot = commission.perLot;
    this.multiplier = feeMultiplier;
    this.minimum = commission.minFee * feeMultiplier;
  }

  /** Unrounded fee of the canonical variant; converts only where a rate is needed. */
  fee(side: FeeSide, price: number, lots: number, bar: number): number {
    if (!(side === 'entry' ? this.isChargedAtEntry : this.isChargedAtExit)) return 0;
    // Small enough to be compiled into its callers; a number from the other way does not go onto the heap.
    return this.isPerLot ? this.lotFee(lots, bar) : +this.notionalFee(price, lots, bar);
  }

  private lotFee(lots: number, bar: number): number {
    const fee = Math.max(this.perLot * lots * this.multiplier, this.minimum);
    return this.toAccount.convert(fee, bar);
  }

  private notionalFee(price: number, lots: number, bar: number): number {
    const { commission, contractSize, feeMultiplier } = this.settings;
    const notional = this.toFeeCurrency.convert(price * contractSize * lots, bar);
    return this.toAccount.convert(perSideFee(commission, baseFee(commission, notional, lots), feeMultiplier), bar);
  }

  /** Fee of `v1_parity`: the notional is always converted, the result is rounded to cents (15.9). */
  parityFee(side: FeeSide, price: number, lots: number, bar: number): number {
    const { commission, feesEnabled, contractSize, feeMultiplier } = this.settings;
    if (!feesEnabled) return 0;
    const notional = this.toFeeCurrency.convert(price * contractSize * lots, bar);
    const perSide = perSideFee(commission, baseFee(commission, notional, lots), feeMultiplier);
    return roundHalfEven(this.toAccount.convert(perSide * (charges(commission, side) ? 1 : 0), bar), 2);
  }
}

function charges(commission: CommissionSettings, side: FeeSide): boolean {
  return commission.side === 'both' || commission.side === side;
}

function baseFee(commission: CommissionSettings, notional: number, lots: number): number {
  if (commission.schema === 'per_lot') return commission.perLot * lots;
  if (commission.schema === 'per_million_notional') return commission.ratePerMillion * (notional / 1_000_000);
  return commission.percent * notional;
}

function perSideFee(commission: CommissionSettings, base: number, multiplier: number): number {
  return Math.max(base * multiplier, commission.minFee * multiplier);
}
