/** Entry scenarios that can be enabled; the others are refused, never ignored. */
export const BUILT_SCENARIOS: readonly number[] = [1, 2];
