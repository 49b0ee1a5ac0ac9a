/** A number expression over metric keys, and whether large or small values are wanted. */
export interface ScoreExpression {
  readonly expression: string;
  readonly direction: 'maximize' | 'minimize';
}

/** One of several objectives. */
export interface ParetoObjective extends ScoreExpression {
  /** Value from which the hypervolume is measured; null: the worst value found. */
  readonly reference: number | null;
}

/** What is searched for. */
export interface Objective extends ScoreExpression {
  /** Decimals to which scores and objectives are rounded before they are compared. */
  readonly decimals: number;
  /**
   * Two to four objectives of which none outweighs another (`optimizer.md` 9.3): trials are ranked by Pareto
   * dominance, and the expression above decides between equal ranks. Empty: the expression is the only one.
   */
  readonly objectives: readonly ParetoObjective[];
}
