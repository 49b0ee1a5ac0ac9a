import { canonicalJson } from '../core/math/canonical-json.ts';
import { sha256Hex } from '../core/math/sha256.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';

const PARAMETERS = 'strategy_parameters';

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

/** `config.hash` of many configurations that share most members with a base: only what differs is written anew. */
export class ConfigHasher {
  private readonly members: KnownTexts;
  private readonly parameters: KnownTexts;

  constructor(base: EffectiveConfig) {
    this.members = new KnownTexts(hashedFields(base));
    this.parameters = new KnownTexts(base.strategy_parameters);
  }

  /** The same as `configHash`. */
  hash(effective: EffectiveConfig): string {
    return sha256Hex(
      this.members.write(hashedFields(effective), (key, value) =>
        key === PARAMETERS ? this.parameters.write(value as JsonObject, writeValue) : canonicalJson(value),
      ),
    );
  }
}

/** Canonical texts of the members of one object. */
class KnownTexts {
  private readonly source: JsonObject;
  private readonly keys: readonly string[];
  private readonly labels: readonly string[];
  private readonly texts: readonly string[];

  constructor(source: JsonObject) {
    this.source = source;
    this.keys = Object.keys(source).sort();
    this.labels = this.keys.map((key, place) => `${place === 0 ? '' : ','}${JSON.stringify(key)}:`);
    this.texts = this.keys.map((key) => canonicalJson(source[key] as JsonValue));
  }

  /** Canonical text of an object, which mostly has the members of the source. */
  write(object: JsonObject, write: (key: string, value: JsonValue) => string): string {
    const { keys, labels, source, texts } = this;
    let text = '{';
    let count = 0;
    for (let place = 0; place < keys.length; place++) {
      const key = keys[place];
      const value = object[key];
      if (value === undefined) return canonicalJson(object);
      text += labels[place];
      text += isSame(value, source[key]) ? texts[place] : write(key, value);
      count++;
    }
    for (const _key in object) count--;
    return count === 0 ? `${text}}` : canonicalJson(object);
  }
}

function writeValue(_key: string, value: JsonValue): string {
  return canonicalJson(value);
}

/** Identity, and equality of lists of single values, which are small and often copied. */
function isSame(left: JsonValue, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  return left.every((value, index) => value === right[index]);
}
