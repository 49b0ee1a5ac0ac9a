/**
 * Where a figure begins to speak for or against a trial. Those of `optimizer.md` 12.10 are its reading aid; the
 * others are conventions of this program, explained in docs/statistics.md. None is a test.
 */
export const VERDICT_LIMITS = {
  /** Fewer trades leave the mean result to chance; with so many it settles. */
  trades: { against: 30, for: 100 },
  /** `optimizer.md` 12.10. */
  pbo: { for: 0.2, against: 0.5 },
  dsr: { against: 0.5 },
  spa: { for: 0.05, against: 0.2 },
  plateau: { for: 0.7, against: 0.4 },
  efficiency: { for: 0.5, against: 0.2 },
  /** Share of the paths, and of the splits, of combinatorial cross-validation with a profit out of sample. */
  profitablePaths: { for: 0.9, against: 0.5 },
  profitableSplits: { for: 0.75, against: 0.5 },
  robustness: { for: 0.8, against: 0.6 },
  /** Share of cross-validation splits whose winner may lose. */
  losses: 0.5,
  /** Up to this share a high PBO means that good trials cannot be told apart. */
  rareLosses: 0.05,
  /** A continuous value within this share of its range is at its end. */
  border: 0.05,
} as const;
