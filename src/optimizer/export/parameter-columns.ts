import type { CellKind } from '../../core/data/tables/table.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { parameterText } from '../sweep/parameter-text.ts';
import { storedTrials } from '../sweep/stored-trials.ts';
import type { SourcedColumn } from './export-table.ts';

/**
 * One column per search parameter, named by its path, in the order in which trials bring them up: numbers and
 * truth values as such where all values are of that type, otherwise text. Null where the parameter is inactive.
 */
export function parameterColumns(store: TrialReader, sweepId: string): readonly SourcedColumn<JsonObject>[] {
  const kinds = new Map<string, CellKind>();
  for (const trials of storedTrials(store, sweepId)) {
    for (const { parametersJson } of trials) {
      for (const [path, value] of Object.entries(JSON.parse(parametersJson) as JsonObject)) {
        const known = kinds.get(path);
        const kind = kindOf(value);
        kinds.set(path, known === undefined || known === kind ? kind : 'text');
      }
    }
  }
  return [...kinds].map(([name, kind]) => ({ name, kind, read: (parameters) => cellOf(parameters[name], kind) }));
}

function kindOf(value: JsonValue): CellKind {
  if (typeof value === 'number') return 'float64';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

function cellOf(value: JsonValue | undefined, kind: CellKind) {
  if (value === undefined) return null;
  return kind !== 'text' && (typeof value === 'number' || typeof value === 'boolean') ? value : parameterText(value);
}
