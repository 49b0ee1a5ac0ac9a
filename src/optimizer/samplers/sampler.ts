import type { SpacePoint } from '../space/point-builder.ts';
import type { TrialStatus } from '../storage/trial-record.ts';

/** A parameter set that becomes a trial. */
export interface Proposal {
  readonly trialIndex: number;
  readonly point: SpacePoint;
  /** Identity of `point.params`. */
  readonly paramsHash: string;
}

/** What an adaptive sampler learns of a finished trial. */
export interface FinishedTrial {
  readonly trialIndex: number;
  readonly status: TrialStatus;
  /** NaN: none. */
  readonly score: number;
  /** Sum over the failed gates (`optimizer.md` 9.4); 0 if all passed. */
  readonly violation: number;
}

/** Points that were looked at and did not become trials, so far. */
export interface SamplerLosses {
  /** Violated a constraint. */
  readonly violating: number;
  /** Repeated an earlier parameter identity. */
  readonly repeated: number;
}

/**
 * Decides which parameter sets are tried. Only the coordinator talks to it. A sampler that is not
 * adaptive is a pure function of root seed and trial index, so a sweep is resumed by asking a new one
 * again from the start.
 */
export interface Sampler {
  /** Up to `count` further proposals; fewer only at the end of the search, then none. */
  ask(count: number): readonly Proposal[];
  /** Reports finished trials, in `trialIndex` order within a batch. Samplers that do not adapt ignore it. */
  tell(finished: readonly FinishedTrial[]): void;
  readonly losses: SamplerLosses;
  /** Set once the search ended before its budget, in words for the user. */
  readonly exhaustion: string | null;
}
