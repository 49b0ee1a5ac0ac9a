import { memberPath } from '../../math/json-path.ts';
import { suggestName } from '../../math/suggest.ts';
import { BLOCK_KEYS } from '../parameter-merge.ts';
import { parameterNames } from './parameter-descriptors.ts';
import type { ParameterIssues } from './parameter-issues.ts';

const VOTING_KEY = 'trend_min_filters_required';

/** Reports a name that is no parameter; it never enters the resolved set. */
export function reportUnknown(key: string, place: string, issues: ParameterIssues): void {
  const path = memberPath(place, key);
  if (key === VOTING_KEY) {
    const message = 'a vote among several bias filters is not supported';
    issues.violate('CFG_UNSUPPORTED', path, { message, hint: 'remove it; all bias filters must agree' });
    return;
  }
  const suggestion = suggestName(key, [...parameterNames(), ...BLOCK_KEYS]);
  const message = 'unknown strategy parameter; it has no effect';
  issues.warn('WARN_UNKNOWN_KEY', path, {
    message,
    ...(suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` }),
  });
}
