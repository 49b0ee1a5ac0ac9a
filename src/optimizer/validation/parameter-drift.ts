import { canonicalJson } from '../../core/math/canonical-json.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { median } from '../statistics/median.ts';

/** How one parameter moved from window to window. */
export interface ParameterDrift {
  /** Full dotted path. */
  readonly path: string;
  /** Windows in which it was chosen; others made no choice, or it was not active there. */
  readonly windows: number;
  readonly distinct: number;
  /** Windows whose value differs from that of the window before. */
  readonly changes: number;
  /** The value chosen most often (the first of several), and its share of the windows. */
  readonly modal: JsonValue;
  readonly modalShare: number;
  /** Null for what is no number. */
  readonly spread: ParameterSpread | null;
}

/** Spread of the chosen values of a number. */
export interface ParameterSpread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Population standard deviation. */
  readonly deviation: number;
}

/**
 * Spread of the parameters chosen window by window (`optimizer.md` 13.3): a choice that jumps about is a
 * choice of noise.
 *
 * @param choices active search parameters of the chosen trials, in window order
 */
export function describeDrift(choices: readonly JsonObject[]): readonly ParameterDrift[] {
  const paths = [...new Set(choices.flatMap((choice) => Object.keys(choice)))];
  return paths.map((path) =>
    driftOf(
      path,
      choices.flatMap((choice) => (choice[path] === undefined ? [] : [choice[path]])),
    ),
  );
}

function driftOf(path: string, values: readonly JsonValue[]): ParameterDrift {
  const texts = values.map((value) => canonicalJson(value));
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const largest = Math.max(...counts.values());
  const modal = texts.findIndex((text) => counts.get(text) === largest);
  return {
    path,
    windows: values.length,
    distinct: counts.size,
    changes: texts.filter((text, window) => window > 0 && text !== texts[window - 1]).length,
    modal: values[modal]!,
    modalShare: largest / values.length,
    spread: spreadOf(values),
  };
}

function spreadOf(values: readonly JsonValue[]): ParameterSpread | null {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < values.length) return null;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    min: Math.min(...numbers),
    median: median(Float64Array.from(numbers)),
    max: Math.max(...numbers),
    deviation: Math.sqrt(squares / numbers.length),
  };
}
