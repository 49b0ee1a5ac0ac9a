import { canonicalJson } from '../../core/math/canonical-json.ts';
import { sha256Hex } from '../../core/math/sha256.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { SpacePoint } from './point-builder.ts';

/**
 * Parameter identity (`data-and-config.md` 16.5): SHA-256 of the canonical JSON of the active search
 * parameters, a flat map from full dotted path to value. Without seed, fixed and derived values.
 */
export function paramsHash(params: JsonObject): string {
  return sha256Hex(canonicalJson(params));
}

/** `paramsHash` of a point of a search space, whose text is there already. */
export function pointHash(point: SpacePoint): string {
  return sha256Hex(point.paramsJson);
}
