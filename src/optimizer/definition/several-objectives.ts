import { PARETO_PRESETS } from '../ranking/presets.ts';
import type { SweepBody } from './sweep-schema.ts';

/** True where trials are ranked by Pareto dominance: a list of objectives, or a preset that stands for one. */
export function hasSeveralObjectives({ objective }: SweepBody): boolean {
  return typeof objective === 'string' ? PARETO_PRESETS.has(objective.trim()) : objective.objectives !== undefined;
}
