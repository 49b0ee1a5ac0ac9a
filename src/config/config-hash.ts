import { canonicalJson } from '../core/math/canonical-json.ts';
import { sha256Hex } from '../core/math/sha256.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { JsonObject } from '../core/types/json.ts';

/**
 * The fields that can change a result (`data-and-config.md` 3, column "Hash"). Of a strategy's own file the
 * content counts, wherever it lies.
 */
export function hashedFields(effective: EffectiveConfig): JsonObject {
  const {
    logging: _logging,
    observability: _observability,
    metrics: _metrics,
    strategy_module: _module,
    ...fields
  } = effective;
  return fields as unknown as JsonObject;
}

/** `config.hash` of `data-and-config.md` 16.2. */
export function configHash(effective: EffectiveConfig): string {
  return sha256Hex(canonicalJson(hashedFields(effective)));
}
