/** A logarithmic axis: where values lie between two ends, and whole powers of ten as ticks. */
export class LogAxis {
  private readonly low: number;
  private readonly high: number;
  private readonly from: number;
  private readonly to: number;

  /** @param values positive; @param from and @param to coordinates of the axis's ends */
  constructor(values: readonly number[], from: number, to: number) {
    this.low = Math.floor(Math.log10(Math.min(...values)));
    this.high = Math.max(this.low + 1, Math.ceil(Math.log10(Math.max(...values))));
    this.from = from;
    this.to = to;
  }

  place(value: number): number {
    return this.from + ((Math.log10(value) - this.low) / (this.high - this.low)) * (this.to - this.from);
  }

  get ticks(): readonly number[] {
    return Array.from({ length: this.high - this.low + 1 }, (_, index) => 10 ** (this.low + index));
  }
}
