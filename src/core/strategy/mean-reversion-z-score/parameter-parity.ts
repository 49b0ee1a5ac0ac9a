import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import { describeUnknownChoice, matchChoice } from '../parameters/descriptor-limits.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import type { ParameterReader } from '../parameters/parameter-table.ts';
import { readValue } from '../parameters/read-value.ts';

const PARITY_FEATURE = 'atr_points';
/** Local window of the parity variant where a value <= 0 is given (`strategy.md` 2.4). */
const PARITY_GARCH_LOOKBACK = 500;

/** Reads a word; the parity variant takes one it does not know for `fallback` (`strategy.md` 2.2, 2.5, 2.6). */
export function wordOr(fallback: string): ParameterReader {
  return (descriptor, value, path, issues) => {
    const choices = descriptor.choices ?? [];
    if (!issues.isParity || typeof value !== 'string' || matchChoice(value, choices) !== undefined) {
      return readValue(descriptor, value, path, issues);
    }
    issues.violate('CFG_ENUM', path, {
      message: `${describeUnknownChoice(value, choices)}; it acts as "${fallback}"`,
    });
    return fallback;
  };
}

const readFeatureWord = wordOr('garch_forecast');

/** The parity variant has a second feature (`strategy.md` 7.1). */
export function readFeature(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  const isParityFeature = typeof value === 'string' && value.trim().toLowerCase() === PARITY_FEATURE;
  if (issues.isParity && isParityFeature) return PARITY_FEATURE;
  return readFeatureWord(descriptor, value, path, issues);
}

export function readGarchLookback(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  const bars = readValue(descriptor, value, path, issues);
  return issues.isParity && typeof bars === 'number' && bars <= 0 ? PARITY_GARCH_LOOKBACK : bars;
}
