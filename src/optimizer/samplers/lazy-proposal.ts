import { pointHash } from '../space/params-hash.ts';
import type { SpacePoint } from '../space/point-builder.ts';
import type { Coordinates, PointCoordinates } from '../space/point-coordinates.ts';
import type { Proposal } from './sampler.ts';

/** A proposal whose point, texts and identity are worked out once they are asked for: mostly they never are. */
export class LazyProposal implements Proposal {
  readonly trialIndex: number;
  readonly coordinates: Coordinates;
  readonly repeatOf: number | null;
  readonly #points: PointCoordinates;
  #point: SpacePoint | null = null;
  #paramsHash: string | null = null;

  constructor(points: PointCoordinates, trialIndex: number, coordinates: Coordinates, repeatOf: number | null) {
    this.#points = points;
    this.trialIndex = trialIndex;
    this.coordinates = coordinates;
    this.repeatOf = repeatOf;
  }

  get point(): SpacePoint {
    this.#point ??= this.#points.decode(this.coordinates);
    return this.#point;
  }

  get paramsHash(): string {
    this.#paramsHash ??= pointHash(this.point);
    return this.#paramsHash;
  }
}
