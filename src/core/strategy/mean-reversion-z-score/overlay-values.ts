import { describeJsonKind } from '../../math/json-kind.ts';
import { suggestName } from '../../math/suggest.ts';
import type { JsonValue } from '../../types/json.ts';
import type { DirectionName } from '../parameter-merge.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { readValue } from '../parameters/read-value.ts';
import { OVERLAY_NAMES, SYMMETRIC_THRESHOLD } from './overlay-flat-keys.ts';
import { parameterDescriptors } from './parameter-descriptors.ts';

/** One overlay value under its final name; null where it is unknown or refused. */
export function readOverlayValue(
  name: string,
  value: JsonValue,
  path: string,
  direction: DirectionName | null,
  issues: ParameterIssues,
): { name: string; value: JsonValue } | null {
  const finalName = name === SYMMETRIC_THRESHOLD ? thresholdName(path, direction, issues) : name;
  if (finalName === null) return null;
  if (!isOverlayName(finalName) && finalName !== SYMMETRIC_THRESHOLD) {
    warnUnknownOverlayKey(name, path, [...OVERLAY_NAMES, SYMMETRIC_THRESHOLD], issues);
    return null;
  }
  const number = issues.isParity ? readLoosely(value) : value;
  if (number === null) {
    issues.violate('CFG_TYPE', path, { message: `${describeJsonKind(value)} is no number and has no effect` });
    return null;
  }
  if (finalName === SYMMETRIC_THRESHOLD) return { name: finalName, value: number };
  const descriptor = parameterDescriptors.find(({ key }) => key === finalName);
  if (descriptor === undefined) return null;
  const resolved = readValue(descriptor, number, path, issues);
  return resolved === undefined ? null : { name: finalName, value: resolved };
}

/** In `v2` the symmetric threshold is the one of its block's direction and means nothing elsewhere. */
function thresholdName(path: string, direction: DirectionName | null, issues: ParameterIssues): string | null {
  if (issues.isParity) return SYMMETRIC_THRESHOLD;
  if (direction !== null) return direction === 'long' ? 'z_score_long' : 'z_score_short';
  const message = `${SYMMETRIC_THRESHOLD} may only stand inside a long or short block`;
  issues.refuse('CFG_PARAM_SCOPE', path, { message, hint: 'use z_score_long and z_score_short' });
  return null;
}

/** The parity variant reads numeric texts and drops everything else that is no number. */
function readLoosely(value: JsonValue): JsonValue | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function isOverlayName(name: string): boolean {
  return (OVERLAY_NAMES as readonly string[]).includes(name);
}

export function warnUnknownOverlayKey(
  name: string,
  path: string,
  known: readonly string[],
  issues: ParameterIssues,
): void {
  const suggestion = suggestName(name, known);
  const hint = suggestion === undefined ? `known: ${known.join(', ')}` : `did you mean ${suggestion}?`;
  issues.warn('WARN_UNKNOWN_KEY', path, { message: 'unknown overlay key; it has no effect', hint });
}
