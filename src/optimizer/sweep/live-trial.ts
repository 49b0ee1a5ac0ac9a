import type { TrialJob } from '../executor/trial-job.ts';
import type { SpacePoint } from '../space/point-builder.ts';

/** A trial that is proposed and not finished: its identity is fixed before it runs. */
export interface LiveTrial {
  readonly job: TrialJob;
  readonly point: SpacePoint;
  readonly paramsHash: string;
  /** Earlier trial with the same parameters, null if there is none. */
  readonly repeatOf: number | null;
}
