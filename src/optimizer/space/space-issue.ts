/** Which part of the space a finding concerns. */
export type SpacePlace =
  | { readonly kind: 'parameter'; readonly index: number; readonly field: string | null }
  | { readonly kind: 'constraint'; readonly index: number };

/** Why parameters and constraints do not form a search space. */
export interface SpaceIssue {
  readonly code: 'SWEEP_SPACE' | 'SWEEP_EXPRESSION';
  readonly place: SpacePlace;
  readonly message: string;
  readonly hint?: string;
}
