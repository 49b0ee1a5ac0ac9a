import { memberPath } from '../../math/json-path.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { refuseScope } from '../parameters/read-blocks.ts';
import { reportUnknownName } from '../parameters/unknown-name.ts';
import { parseFlatKey } from './overlay-flat-keys.ts';
import { parameterTable } from './parameter-table.ts';

const VOTING_KEY = 'trend_min_filters_required';

/** Reports a name that is no parameter; it never enters the resolved set. */
export function reportUnknown(key: string, place: string, issues: ParameterIssues): void {
  if (key === VOTING_KEY) {
    const message = 'a vote among several bias filters is not supported';
    const hint = 'remove it; all bias filters must agree';
    issues.violate('CFG_UNSUPPORTED', memberPath(place, key), { message, hint });
    return;
  }
  reportUnknownName(parameterTable, key, place, issues);
}

/** The same inside a block, where flat overlay keys have no place either. */
export function reportUnknownInBlock(key: string, place: string, issues: ParameterIssues): void {
  if (parseFlatKey(key) === null) reportUnknown(key, place, issues);
  else {
    const message = 'a flat overlay key may only stand directly below strategy_parameters';
    refuseScope(memberPath(place, key), message, issues);
  }
}
