import { isJsonArray, isJsonObject } from '../../core/math/json-kind.ts';
import type { EffectiveConfig, ExecutionVariant } from '../../core/types/config.ts';
import { ConfigError } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { checkMigrated } from './check-migrated.ts';
import { LegacyBlock } from './legacy-block.ts';
import { migrateAccount } from './migrate-account.ts';
import { reportAlignment } from './migrate-alignment.ts';
import { migrateCosts } from './migrate-costs.ts';
import { migrateCooldown, migrateNews, migrateSessions, migrateTradeManagement } from './migrate-gates.ts';
import { migrateMetrics, migrateSeed } from './migrate-metrics.ts';
import { findStrategyBlock, migrateStrategy } from './migrate-strategy.ts';
import { type MigrationFinding, MigrationFindings } from './migration-findings.ts';
import { withoutAbsent } from './without-absent.ts';

/** Primary timeframe where an old configuration names none. */
const OLD_PRIMARY = 'M15';

/** What a migration knows about the place where the new configuration is going to run. */
export interface MigrationSurroundings {
  /** Whether a news calendar is where omega looks for it: the old program filtered by news wherever it had one. */
  readonly hasNewsCalendar: boolean;
}

/** A configuration of this version, made from one of the first generation. */
export interface MigratedConfig {
  /** The new document, in the order of the reference. */
  readonly config: JsonObject;
  /** Its normalised form; null where this version refuses a value (see the findings). */
  readonly effective: EffectiveConfig | null;
  readonly findings: readonly MigrationFinding[];
  /** Slippage that replaced the one of the costs file; null without. */
  readonly slippage: JsonObject | null;
  /** Costs file that the old configuration names; null without. */
  readonly costsFile: string | null;
}

/**
 * Turns a configuration of the first generation into one of this version (`data-and-config.md` 8).
 * In `v1_parity` its results stay comparable; `v2` keeps the settings and uses the canonical rules.
 * @throws ConfigError if the document is none of the first generation or has invalid values
 */
export function migrateConfig(
  document: JsonValue,
  variant: ExecutionVariant,
  { hasNewsCalendar }: MigrationSurroundings = { hasNewsCalendar: false },
): MigratedConfig {
  const opened: LegacyBlock[] = [];
  const open = (members: JsonObject, path: string): LegacyBlock => {
    const block = new LegacyBlock(members, path);
    opened.push(block);
    return block;
  };
  const old = open(requireFirstGeneration(document), '');
  const findings = new MigrationFindings();
  const strategyBlock = findStrategyBlock(old, open);
  const strategy = migrateStrategy(strategyBlock, variant, findings);
  const symbol = old.take('symbol') ?? strategyBlock.take('symbol');
  strategyBlock.ignore('symbol');
  const timeframes = migrateTimeframes(old.block('timeframes'));
  const sessions = migrateSessions([strategyBlock, old], variant, findings);
  const { costs, slippage, costsFile } = migrateCosts(old, findings);
  reportAlignment(old, isJsonArray(timeframes.additional) && timeframes.additional.length > 0, findings);
  const config = withoutAbsent({
    schema_version: '2',
    strategy_name: strategy.name,
    symbol,
    start_date: old.take('start_date'),
    end_date: migrateEndDate(old, variant, findings),
    run_mode: 'dev',
    data_mode: old.take('mode') ?? 'candle',
    timeframes,
    execution_variant: variant,
    rng_seed: migrateSeed(old),
    warmup_bars: old.take('warmup_bars'),
    sessions,
    account: migrateAccount(old, findings),
    costs,
    news_filter: migrateNews(symbol, hasNewsCalendar, variant, findings),
    cooldown: migrateCooldown(old),
    trade_management: migrateTradeManagement(strategy.parameters, sessions !== undefined, variant, findings),
    strategy_parameters: strategy.parameters,
    logging: migrateLogging(old),
    observability: migrateProfiling(old),
    metrics: migrateMetrics(old, strategy.parameters.enabled_scenarios, findings),
  });
  for (const path of opened.flatMap((block) => block.unreadPaths())) {
    findings.notCarried(path, 'this key has no counterpart', 'check whether the run needs what it stands for');
  }
  return { ...checkMigrated(config, findings), findings: findings.list, slippage, costsFile };
}

function requireFirstGeneration(document: JsonValue): JsonObject {
  if (!isJsonObject(document)) {
    throw new ConfigError([{ code: 'CFG_ROOT_NOT_OBJECT', where: '$', message: 'expected an object' }]);
  }
  if (document.schema_version !== undefined) {
    const message = 'this is a configuration with schema_version: there is nothing to migrate';
    const hint = 'use it as it is; "omega validate" checks it';
    throw new ConfigError([{ code: 'CFG_V1_SHAPE', where: 'schema_version', message, hint }]);
  }
  if (document.multi_symbols !== undefined && document.multi_symbols !== null) {
    const message = 'one configuration runs one symbol, found several';
    const hint = 'split the old configuration into one file per symbol and migrate each of them';
    throw new ConfigError([{ code: 'CFG_V1_SHAPE', where: 'multi_symbols', message, hint }]);
  }
  return document;
}

function migrateTimeframes(block: LegacyBlock): JsonObject {
  return withoutAbsent({ primary: block.take('primary') ?? OLD_PRIMARY, additional: block.take('additional') });
}

function migrateEndDate(
  old: LegacyBlock,
  variant: ExecutionVariant,
  findings: MigrationFindings,
): JsonValue | undefined {
  const endDate = old.take('end_date');
  if (variant === 'v2') {
    findings.changed(
      'end_date',
      'the run ended at 00:00 of that day; in v2 the whole day belongs to it',
      'name the day before if that day is not meant',
    );
  }
  return endDate;
}

function migrateLogging(old: LegacyBlock): JsonObject | undefined {
  const logging = withoutAbsent({
    enable_entry_logging: old.take('enable_entry_logging'),
    logging_mode: old.take('logging_mode'),
  });
  return Object.keys(logging).length === 0 ? undefined : logging;
}

function migrateProfiling(old: LegacyBlock): JsonObject | undefined {
  const isOn = old.block('profiling').take('enabled');
  return isOn === undefined ? undefined : { profiling_mode: isOn };
}
