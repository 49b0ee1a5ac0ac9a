import type { JsonObject } from '../../core/types/json.ts';
import type { ParetoObjective } from '../ranking/objective.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { csvLine } from './csv-text.ts';
import { parameterText } from './parameter-text.ts';
import type { ParetoTrial } from './pareto-trials.ts';

const FIXED_COLUMNS = ['pareto_rank', 'trial_index', 'score'] as const;

/**
 * Text of `pareto.csv` in pieces (RFC 4180): every eligible trial by Pareto rank, then by the comparator, with
 * its objectives, rounded as they are compared and not turned round, and its parameters.
 */
export function* renderParetoCsv(
  store: TrialReader,
  sweepId: string,
  trials: readonly ParetoTrial[],
  objectives: readonly ParetoObjective[],
): Generator<string> {
  const paths = store.parameterPaths(sweepId);
  yield csvLine([...FIXED_COLUMNS, ...objectives.map(({ expression }) => expression), ...paths]);
  for (const trial of trials) {
    const record = store.readTrial(sweepId, trial.trialIndex);
    const parameters = JSON.parse(record?.parametersJson ?? '{}') as JsonObject;
    yield csvLine([
      String(trial.rank),
      String(trial.trialIndex),
      String(record?.score),
      ...objectives.map(({ direction }, k) => String((direction === 'minimize' ? -1 : 1) * trial.objectives[k]! + 0)),
      ...paths.map((path) => parameterText(parameters[path])),
    ]);
  }
}
