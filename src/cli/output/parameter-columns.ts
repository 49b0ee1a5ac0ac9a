import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { shortNames } from '../../optimizer/space/short-names.ts';
import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import type { TableColumn } from './render-table.ts';

/** Shown where a conditional parameter was not active. */
const INACTIVE = '-';

/** One column per searched parameter, under the shortest name that is unmistakable. */
export function parameterColumns(trials: readonly TrialRecord[]): readonly TableColumn[] {
  const points = trials.map((trial) => JSON.parse(trial.parametersJson) as JsonObject);
  const paths = [...new Set(points.flatMap((point) => Object.keys(point)))];
  const names = shortNames(paths);
  return paths.map((path, index) => ({
    title: names[index]!,
    cells: points.map((point) => parameterText(point[path])),
  }));
}

function parameterText(value: JsonValue | undefined): string {
  if (value === undefined) return INACTIVE;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
