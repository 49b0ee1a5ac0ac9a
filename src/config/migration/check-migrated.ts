import { isJsonObject } from '../../core/math/json-kind.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { ConfigError, type Problem } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { type NormalisedConfig, normaliseConfig } from '../normalise-config.ts';
import type { MigrationFindings } from './migration-findings.ts';

/** Blocks that cannot change a result: what this version lacks there is left out. */
const NEUTRAL_BLOCKS: readonly string[] = ['logging', 'observability', 'metrics'];
const NOT_AVAILABLE = 'CFG_UNSUPPORTED';

/** A new document with its normalised form, null where this version refuses a value. */
export interface CheckedMigration {
  readonly config: JsonObject;
  readonly effective: EffectiveConfig | null;
}

/**
 * Checks a migrated document like any other, without the symbol specification. Switches of this version
 * that are not available yet are left out where they cannot change a result, and reported where they
 * can; every other problem is one of the old values and is thrown.
 */
export function checkMigrated(config: JsonObject, findings: MigrationFindings): CheckedMigration {
  const checked = tryNormalise(config);
  if (!(checked instanceof ConfigError)) {
    reportUnknownParameters(checked, findings);
    return { config, effective: checked.effective };
  }
  const { problems } = checked;
  const neutral = problems.filter(isNeutral);
  if (neutral.length > 0) {
    for (const { where, message } of neutral) findings.notCarried(where, message, 'it is left out');
    const rest = neutral.reduce((document, { where }) => withoutMember(document, where.split('.')), config);
    return checkMigrated(rest, findings);
  }
  const invalid = problems.filter(({ code }) => code !== NOT_AVAILABLE);
  if (invalid.length > 0) throw new ConfigError(invalid);
  for (const { where, message, hint } of problems) {
    findings.refused(where, message, hint ?? 'wait for a version that has it, or choose another value');
  }
  return { config, effective: null };
}

function tryNormalise(config: JsonObject): NormalisedConfig | ConfigError {
  try {
    return normaliseConfig(config, { strict: false, symbolSpecs: null });
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function isNeutral({ code, where }: Problem): boolean {
  return code === NOT_AVAILABLE && NEUTRAL_BLOCKS.some((block) => where.startsWith(`${block}.`));
}

function reportUnknownParameters({ warnings }: NormalisedConfig, findings: MigrationFindings): void {
  for (const { code, where, message, hint } of warnings) {
    if (code === 'WARN_UNKNOWN_KEY') findings.notCarried(where, message, hint ?? 'remove it');
  }
}

/** The document without one member; blocks that become empty go too. */
function withoutMember(document: JsonObject, [key = '', ...below]: readonly string[]): JsonObject {
  const { [key]: member, ...rest } = document;
  if (below.length === 0 || !isJsonObject(member)) return rest;
  const changed = withoutMember(member, below);
  if (Object.keys(changed).length === 0) return rest;
  const result: Record<string, JsonValue> = { ...document, [key]: changed };
  return result;
}
