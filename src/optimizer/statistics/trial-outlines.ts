import type { JsonObject } from '../../core/types/json.ts';
import type { TrialStatus } from '../storage/trial-record.ts';
import { numberOrNaN } from '../storage/trial-rows.ts';
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

const COLUMNS = ['trial_index', 'status', 'score', 'params_hash', 'parameters', 'changed_paths'] as const;
type Row = readonly [number, TrialStatus, number | null, string, string, string];
const BALANCE_PATH = 'account.initial_balance';

/** All trials by index; about half a kilobyte each. */
export function readOutlines(store: TrialReader, sweepId: string): TrialOutline[] {
  const outlines: TrialOutline[] = [];
  store.visitColumns(sweepId, COLUMNS, (row: Row) => outlines.push(outlineOf(row)));
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

function outlineOf([trialIndex, status, score, paramsHash, parametersJson, changedPathsJson]: Row): TrialOutline {
  const initialBalance = changedPathsJson.includes(BALANCE_PATH)
    ? ((JSON.parse(changedPathsJson) as JsonObject)[BALANCE_PATH] as number)
    : null;
  return { trialIndex, status, score: numberOrNaN(score), paramsHash, parametersJson, initialBalance };
}
