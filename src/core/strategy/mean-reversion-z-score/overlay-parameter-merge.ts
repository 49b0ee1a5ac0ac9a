import { isJsonObject } from '../../math/json-kind.ts';
import type { ExecutionVariant } from '../../types/config.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { DirectionName } from '../parameter-merge.ts';

/** The seven values of one overlay timeframe for one direction (`strategy.md` 8.2). */
export interface OverlayParameters {
  readonly windowLength: number;
  readonly bollingerLength: number;
  readonly stdFactor: number;
  readonly kalmanR: number;
  readonly kalmanQ: number;
  readonly zScoreLong: number;
  readonly zScoreShort: number;
}

/**
 * Values of overlay timeframe `timeframe` (as listed, `PRIMARY` included) from resolved
 * `scenario6_params`; what they leave open comes from `base`.
 */
export function overlayParameters(
  base: OverlayParameters,
  overlay: JsonObject,
  timeframe: string,
  direction: DirectionName,
  variant: ExecutionVariant,
): OverlayParameters {
  const values =
    variant === 'v2' ? layeredValues(overlay, timeframe, direction) : parityValues(overlay, timeframe, direction);
  const symmetric = numberOr(values.z_score, Number.NaN);
  return {
    windowLength: numberOr(values.window_length, base.windowLength),
    bollingerLength: numberOr(values.b_b_length, base.bollingerLength),
    stdFactor: numberOr(values.std_factor, base.stdFactor),
    kalmanR: numberOr(values.kalman_r, base.kalmanR),
    kalmanQ: numberOr(values.kalman_q, base.kalmanQ),
    zScoreLong: numberOr(values.z_score_long, Number.isNaN(symmetric) ? base.zScoreLong : symmetric),
    zScoreShort: numberOr(values.z_score_short, Number.isNaN(symmetric) ? base.zScoreShort : symmetric),
  };
}

/** Wildcard before timeframe, plain keys before the direction's block; later ones win key by key. */
function layeredValues(overlay: JsonObject, timeframe: string, direction: DirectionName): JsonObject {
  const layers: (JsonValue | undefined)[] = [];
  for (const key of ['*', timeframe]) {
    const entry = overlay[key];
    if (isJsonObject(entry)) layers.push(entry, entry[direction]);
  }
  return Object.assign({}, ...layers.filter(isJsonObject)) as JsonObject;
}

/** A direction block switches the plain keys of its timeframe off, even an empty one. */
function parityValues(overlay: JsonObject, timeframe: string, direction: DirectionName): JsonObject {
  const entry = overlay[timeframe];
  if (!isJsonObject(entry)) return {};
  const block = entry[direction];
  return isJsonObject(block) ? block : entry;
}

function numberOr(value: JsonValue | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
