import type { EffectiveConfig } from '../../core/types/config.ts';
import { FINAL_SCORE_PRESET } from '../ranking/presets.ts';
import type { SelectionSettings } from '../ranking/select-candidate.ts';
import { readRobustnessSettings, stressTestAdvice } from '../robustness/robustness-settings.ts';
import { findNode, offsetOf } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

/**
 * The rule by which a trial is selected. The objective `v1_final_score` brings its rule along where the file
 * names none: its scores are the part that a run itself gives, and the stress tests of the best trials complete it.
 */
export function readSelection(source: SweepSource): SelectionSettings {
  const { rule, min_robustness: minRobustness } = source.body.selection;
  return { rule: isImplied(source) ? FINAL_SCORE_PRESET : rule, minRobustness };
}

/** Two rules look at stress scores, which somebody has to ask for. */
export function checkSelection(source: SweepSource, base: EffectiveConfig): void {
  const { rule } = readSelection(source);
  if (rule === 'best_score' || rule === 'plateau' || readRobustnessSettings(base).mode !== 'off') return;
  const path = isImplied(source) ? ['objective'] : ['selection', 'rule'];
  const message = isImplied(source)
    ? `'${rule}' is completed by stress scores, which are switched off`
    : `'${rule}' chooses by stress scores, which are switched off`;
  const hint = `set ${stressTestAdvice(base)}`;
  source.problems.add({ code: 'SWEEP_MISSING_FIELD', offset: offsetOf(source.root, path), path, message, hint });
}

function isImplied({ body: { objective }, root }: SweepSource): boolean {
  const score = typeof objective === 'string' ? objective : objective.score;
  return score?.trim() === FINAL_SCORE_PRESET && findNode(root, ['selection', 'rule']) === undefined;
}
