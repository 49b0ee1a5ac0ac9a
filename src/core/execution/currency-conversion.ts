import { ExecutionError } from '../types/errors.ts';
import type { RateLookup, RateSource } from './rate-lookup.ts';

const BRIDGE_CURRENCY = 'USD';

/** One conversion between two fixed currencies; which rule applies is decided per bar. */
export class Conversion {
  private readonly from: string;
  private readonly to: string;
  private readonly isIdentity: boolean;
  private readonly direct: RateLookup | null;
  private readonly inverse: RateLookup | null;
  private readonly firstLeg: Conversion | null;
  private readonly secondLeg: Conversion | null;
  /** Whether an amount converts alike on every bar. */
  readonly isSteady: boolean;

  constructor(from: string, to: string, rates: RateSource, mayBridge = true) {
    this.from = from;
    this.to = to;
    const isIdentity = from === to;
    this.isIdentity = isIdentity;
    this.direct = isIdentity ? null : rates(from + to);
    this.inverse = isIdentity ? null : rates(to + from);
    const bridges = mayBridge && !isIdentity && from !== BRIDGE_CURRENCY && to !== BRIDGE_CURRENCY;
    this.firstLeg = bridges ? new Conversion(from, BRIDGE_CURRENCY, rates, false) : null;
    this.secondLeg = bridges ? new Conversion(BRIDGE_CURRENCY, to, rates, false) : null;
    const parts = [this.direct, this.inverse, this.firstLeg, this.secondLeg];
    this.isSteady = parts.every((part) => part === null || part.isSteady);
  }

  /**
   * Amount in the target currency at a bar: direct pair, inverse pair, two legs through USD, in this
   * order (`execution.md` 10.2). Division is not multiplication by the reciprocal on purpose.
   * @throws ExecutionError `EXEC_NO_FX_PATH` when no rule applies; there is no fallback to 1.0
   */
  convert(amount: number, bar: number): number {
    // The usual case is small enough to be compiled into its callers; told to be a number, the result of the
    // other one does not force it onto the heap.
    return this.isIdentity ? amount : +this.convertByRate(amount, bar);
  }

  private convertByRate(amount: number, bar: number): number {
    const converted = this.tryConvert(amount, bar);
    if (!Number.isNaN(converted)) return converted;
    const tried = this.describeProviders();
    throw new ExecutionError('EXEC_NO_FX_PATH', `no rate leads from ${this.from} to ${this.to}; tried ${tried}`, {
      where: `bar ${bar}`,
      hint: `add ${this.from}${this.to} or ${this.to}${this.from} to account.conversion, or use ${this.from} as account currency`,
      details: { from: this.from, to: this.to, bar, tried },
    });
  }

  private tryConvert(amount: number, bar: number): number {
    if (this.isIdentity) return amount;
    if (this.direct !== null) {
      const rate = this.direct.at(bar);
      if (!Number.isNaN(rate)) return amount * rate;
    }
    if (this.inverse !== null) {
      const rate = this.inverse.at(bar);
      if (!Number.isNaN(rate) && rate !== 0) return amount / rate;
    }
    if (this.firstLeg === null || this.secondLeg === null) return Number.NaN;
    const bridged = this.firstLeg.tryConvert(amount, bar);
    return Number.isNaN(bridged) ? Number.NaN : this.secondLeg.tryConvert(bridged, bar);
  }

  private describeProviders(): string {
    const own = [this.from + this.to, this.to + this.from];
    return this.firstLeg === null ? own.join(', ') : [...own, `two legs through ${BRIDGE_CURRENCY}`].join(', ');
  }
}
