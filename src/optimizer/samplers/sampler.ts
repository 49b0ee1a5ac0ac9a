import type { RankableTrial } from '../ranking/comparator.ts';
import type { SpacePoint } from '../space/point-builder.ts';
import type { Coordinates } from '../space/point-coordinates.ts';

/** A parameter set that becomes a trial. */
export interface Proposal {
  readonly trialIndex: number;
  /** Coordinates of the point (`point-coordinates.ts`), where the sampler works with them. */
  readonly coordinates?: Coordinates;
  readonly point: SpacePoint;
  /** Identity of `point.params`. */
  readonly paramsHash: string;
  /** Earliest trial with the same identity; only samplers that adapt repeat one (`optimizer.md` 8.4). */
  readonly repeatOf: number | null;
}

/** What an adaptive sampler learns of a finished trial. */
export interface FinishedTrial extends RankableTrial {
  /** Values of several objectives, rounded, larger is better; empty with one objective. */
  readonly objectives: readonly number[];
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
 * Decides which parameter sets are tried. Only the coordinator talks to it. A sampler that does not adapt
 * is a pure function of root seed and trial index; one that adapts proposes in batches and is a pure
 * function of root seed, settings and the results it was told. A sweep is therefore resumed by asking a
 * new sampler again from the start and telling it what the store holds, and proposals depend neither on
 * the number of workers nor on how many are asked for at once.
 */
export interface Sampler {
  /** True if it learns from `tell`. */
  readonly isAdaptive: boolean;
  /**
   * True while the current batch is handed out and its results have not been told: `ask` gives nothing,
   * but the search goes on after `tell`.
   */
  readonly isWaiting: boolean;
  /**
   * Up to `count` further proposals. An empty list while `isWaiting` is false is the end of the search.
   */
  ask(count: number): readonly Proposal[];
  /**
   * Reports the results of everything handed out since the last call, complete and in ascending order of
   * `trialIndex`. Samplers that do not adapt ignore it.
   */
  tell(finished: readonly FinishedTrial[]): void;
  readonly losses: SamplerLosses;
  /** Set once the search ended before its budget, in words for the user. */
  readonly exhaustion: string | null;
}
