import type { JsonObject } from '../../../types/json.ts';
import type { BarCondition } from '../../bar-conditions.ts';
import type { DirectionRules } from '../direction-rules.ts';
import type { DirectionSide } from '../direction-side.ts';
import type { SeriesNeed } from '../series-needs.ts';

/** One of the six entry rules, for any direction; adding one is one file and one line in the list. */
export interface ScenarioDefinition {
  readonly id: number;
  /** Everything that the scenario reads for that direction. */
  needs(rules: DirectionRules): readonly SeriesNeed[];
  create(side: DirectionSide): EntryScenario;
}

/** One scenario for one direction of one run (`strategy.md` 6). Stateless between bars. */
export interface EntryScenario {
  readonly id: number;
  readonly side: DirectionSide;
  /** Where all its conditions on columns hold. */
  readonly candidates: BarCondition;
  /** Range that scales the stop distance. */
  readonly atr: Float64Array;
  /** Target of the position. */
  readonly target: Float64Array;
  /** Whether the rest of its conditions holds at the close of a candidate; what is not available does not hold. */
  confirmsAt(bar: number): boolean;
  /** Whether a value that the scenario needs is missing at the bar. */
  isUndefinedAt(bar: number): boolean;
  /** Words and figures of a signal at the bar. */
  wordsAt(bar: number): ScenarioWords;
}

/** What a scenario adds to the record of its signal (`strategy.md` 10.2 and 10.3). */
export interface ScenarioWords {
  readonly reason: string;
  readonly tags: readonly string[];
  /** z-score that triggered. */
  readonly z: number;
  readonly meta: JsonObject;
}

/** Whether one of the columns has no value at the bar. */
export function isAnyUndefined(columns: readonly Float64Array[], bar: number): boolean {
  for (const column of columns) if (!Number.isFinite(column[bar])) return true;
  return false;
}
