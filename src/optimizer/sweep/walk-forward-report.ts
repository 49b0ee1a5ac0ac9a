import type { JsonObject } from '../../core/types/json.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { WalkForwardRecord, WalkForwardWindowRecord } from '../storage/walk-forward-record.ts';
import { describeDrift, type ParameterDrift } from '../validation/parameter-drift.ts';
import { type Degradation, describeDegradation } from './degradation.ts';

/** One window with the trials that were chosen for it. */
export interface WindowReport extends WalkForwardWindowRecord {
  /** The chosen trial on the training window; null where none may be best. */
  readonly train: TrialRecord | null;
  /** The same trial on the test window. */
  readonly test: TrialRecord | null;
}

/** A finished walk-forward as it is shown. */
export interface WalkForwardReport extends Omit<WalkForwardRecord, 'windows'> {
  readonly windows: readonly WindowReport[];
  readonly degradation: readonly Degradation[];
  readonly drift: readonly ParameterDrift[];
}

/** Reads a finished walk-forward from the store; null before its end, and without one. */
export function readWalkForwardReport(store: TrialReader, sweepId: string): WalkForwardReport | null {
  const record = store.readWalkForward(sweepId);
  if (record === null) return null;
  const windows = record.windows.map((window): WindowReport => {
    const { chosenTrial, trainId, testId } = window;
    const read = (id: string) => (chosenTrial === null ? null : store.readTrial(id, chosenTrial));
    return { ...window, train: read(trainId), test: read(testId) };
  });
  const choices = windows.flatMap(({ train }) =>
    train === null ? [] : [JSON.parse(train.parametersJson) as JsonObject],
  );
  return {
    ...record,
    windows,
    degradation: describeDegradation(windows, record.metrics),
    drift: describeDrift(choices),
  };
}
