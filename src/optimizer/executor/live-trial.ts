import type { SpacePoint } from '../space/point-builder.ts';
import type { TrialJob } from './trial-job.ts';

/** A trial that is proposed and not finished: its identity is fixed before it runs. */
export interface LiveTrial {
  readonly trialIndex: number;
  readonly job: TrialJob;
  readonly point: SpacePoint;
  readonly paramsHash: string;
  /** Seed that does not follow from the root seed: drawn from the operating system, or recorded; else null. */
  readonly givenSeed: number | null;
  /** Earlier trial with the same parameters, null if there is none. */
  readonly repeatOf: number | null;
}
