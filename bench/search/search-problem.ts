import type { SpacePoint } from '../../src/optimizer/space/point-builder.ts';
import type { SearchSpace } from '../../src/optimizer/space/search-space.ts';

/** Something to be minimised over a space. */
export interface SearchProblem {
  readonly name: string;
  readonly space: SearchSpace;
  readonly costOf: (point: SpacePoint) => number;
  /** Cost of the best point; null where nobody knows it. */
  readonly minimum: number | null;
  /** False where a parameter is a choice or depends on another one. */
  readonly isNumeric: boolean;
}
