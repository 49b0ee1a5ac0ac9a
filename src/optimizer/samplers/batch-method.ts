import type { SpacePoint } from '../space/point-builder.ts';
import type { PointIdentity } from './gene-identity.ts';
import type { FinishedTrial } from './sampler.ts';

/**
 * The part of an adaptive sampler that decides where to look. `BatchedSampler` drives it: begins a batch,
 * then for every trial begins it, draws until a point will do and accepts that one; after the batch it
 * hands over the results. Everything a method draws comes from streams of the root seed.
 */
export interface BatchMethod {
  /** Proposals per batch, at least 1. */
  readonly batchSize: number;
  /** Begins batch 0, 1, 2, ...; the results of all earlier ones are known. */
  beginBatch(batch: number): void;
  /** Begins the next trial of the batch. */
  beginTrial(trialIndex: number): void;
  /**
   * Draws a point for the current trial, or draws again; null if it violates a constraint. Many points of a
   * search that has converged are drawn in vain, so only what tells them apart is worked out.
   *
   * @param repeats points drawn for this trial before that repeat an earlier one
   */
  draw(repeats: number): PointIdentity | null;
  /** The point drawn last becomes the current trial. */
  accept(): SpacePoint;
  /** Results of the complete batch, ascending by `trialIndex`. */
  learn(finished: readonly FinishedTrial[]): void;
}
