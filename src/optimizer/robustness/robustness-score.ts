import { type Figure, isMissing, notAvailable } from '../statistics/figure.ts';

/** The scores that the smallest one is taken of (`metrics.md` 10). */
export const COMPONENT_KEYS = [
  'robustness_1_score',
  'data_jitter_score',
  'cost_shock_score',
  'timing_jitter_score',
  'trade_dropout_score',
  'tp_sl_stress_score',
  'ulcer_index_score',
  'stability_score',
] as const;

export type ComponentKey = (typeof COMPONENT_KEYS)[number];

export interface RobustnessSummary {
  readonly score: Figure;
  /** Components that there are. */
  readonly components: number;
}

/** The weakest component, and how many there are; comparable between candidates with equally many only. */
export function summariseRobustness(figures: Readonly<Record<ComponentKey, Figure>>): RobustnessSummary {
  const available = COMPONENT_KEYS.map((key) => figures[key]).filter((figure): figure is number => !isMissing(figure));
  if (available.length === 0) return { score: notAvailable('no stress score is available'), components: 0 };
  return { score: Math.min(...available), components: available.length };
}
