/** Realised funds of a run and the fees booked so far (`execution.md` 11.2), account currency. */
export class Account {
  readonly initialBalance: number;
  balance: number;
  feesTotal = 0;

  constructor(initialBalance: number) {
    this.initialBalance = initialBalance;
    this.balance = initialBalance;
  }

  /** A zero fee is not booked. */
  bookFee(fee: number): void {
    if (fee === 0) return;
    this.balance -= fee;
    this.feesTotal += fee;
  }

  bookResult(result: number): void {
    this.balance += result;
  }
}
