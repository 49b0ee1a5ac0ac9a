import type { JsonObject } from '../../core/types/json.ts';
import type { TrialRecord, TrialStatus } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';

/** What the statistics need to know of a trial besides its daily series. */
export interface TrialOutline {
  readonly trialIndex: number;
  readonly status: TrialStatus;
  /** Larger is better; NaN: none. */
  readonly score: number;
  readonly paramsHash: string;
  /** Active search parameters, JSON text. */
  readonly parametersJson: string;
  /** Where the trial has a balance of its own; null: that of the sweep. */
  readonly initialBalance: number | null;
}

const ROWS_PER_STEP = 1000;
const BALANCE_PATH = 'account.initial_balance';

/** All trials by index, read in steps; about half a kilobyte each. */
export function readOutlines(store: TrialReader, sweepId: string): TrialOutline[] {
  const outlines: TrialOutline[] = [];
  const last = store.trialExtent(sweepId)?.last ?? -1;
  for (let from = 0; from <= last; from += ROWS_PER_STEP) {
    for (const trial of store.readTrials(sweepId, { from, to: from + ROWS_PER_STEP })) outlines.push(outlineOf(trial));
  }
  return outlines;
}

/**
 * One trial per parameter set, by index: the first of them, or the preferred one. Trials that were
 * cancelled did not run and are left out.
 */
export function distinctOutlines(outlines: readonly TrialOutline[], preferred: number | null): TrialOutline[] {
  const chosen = new Map<string, TrialOutline>();
  for (const outline of outlines) {
    if (outline.status === 'cancelled') continue;
    if (!chosen.has(outline.paramsHash) || outline.trialIndex === preferred) chosen.set(outline.paramsHash, outline);
  }
  return [...chosen.values()].sort((a, b) => a.trialIndex - b.trialIndex);
}

function outlineOf(trial: TrialRecord): TrialOutline {
  const { trialIndex, status, score, paramsHash, parametersJson, changedPathsJson } = trial;
  const initialBalance = changedPathsJson.includes(BALANCE_PATH)
    ? ((JSON.parse(changedPathsJson) as JsonObject)[BALANCE_PATH] as number)
    : null;
  return { trialIndex, status, score, paramsHash, parametersJson, initialBalance };
}
