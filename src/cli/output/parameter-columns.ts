import type { JsonObject, JsonValue } from '../../core/types/json.ts';
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

/** The shortest names by which paths are unmistakable among each other. */
export function shortNames(paths: readonly string[]): readonly string[] {
  return paths.map((path) => shortName(path, paths));
}

/** Last component of a path, with as many of those before it as it takes to differ from the others. */
function shortName(path: string, paths: readonly string[]): string {
  const parts = path.split('.');
  for (let length = 1; length < parts.length; length++) {
    const name = parts.slice(-length).join('.');
    if (paths.filter((other) => other === name || other.endsWith(`.${name}`)).length === 1) return name;
  }
  return path;
}

function parameterText(value: JsonValue | undefined): string {
  if (value === undefined) return INACTIVE;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
