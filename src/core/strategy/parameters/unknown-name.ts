import { memberPath } from '../../math/json-path.ts';
import { suggestName } from '../../math/suggest.ts';
import { BLOCK_KEYS } from '../parameter-merge.ts';
import type { ParameterIssues } from './parameter-issues.ts';
import type { ParameterTable } from './parameter-table.ts';

/** Reports a name that is no parameter; it never enters the resolved set. */
export function reportUnknownName(table: ParameterTable, key: string, place: string, issues: ParameterIssues): void {
  const suggestion = suggestName(key, [...table.names(), ...BLOCK_KEYS]);
  const message = 'unknown strategy parameter; it has no effect';
  issues.warn('WARN_UNKNOWN_KEY', memberPath(place, key), {
    message,
    ...(suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` }),
  });
}
