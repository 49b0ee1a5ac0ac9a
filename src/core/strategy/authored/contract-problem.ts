/** One way in which a strategy that a user wrote breaks the contract. */
export interface ContractProblem {
  /** What of the strategy it is about: `name`, `parameters[2].min`. */
  readonly member: string;
  readonly message: string;
  readonly hint?: string;
}
