import type { ReplayDifference } from '../../optimizer/sweep/sweep-report.ts';
import type { ComparedRun } from '../../run/comparison/compared-run.ts';

/** One side of a comparison: what it is, and the run that it comes to. */
export interface ComparedInput {
  /** `A`, `B`, in the order of the command line. */
  readonly label: string;
  readonly source:
    | { readonly kind: 'run'; readonly folder: string }
    | {
        readonly kind: 'trial';
        readonly sweepId: string;
        readonly trialIndex: number;
        /** Stored values of the trial that are others now. */
        readonly differences: readonly ReplayDifference[];
      };
  readonly run: ComparedRun;
}
