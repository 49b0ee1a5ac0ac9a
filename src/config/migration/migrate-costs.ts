import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { LegacyBlock } from './legacy-block.ts';
import type { MigrationFindings } from './migration-findings.ts';
import { withoutAbsent } from './without-absent.ts';

/** Files that an old configuration named and the environment names now. */
const NAMED_FILES: Readonly<Record<string, string>> = {
  execution_costs_file: 'OMEGA_EXECUTION_COSTS_FILE',
  symbol_specs_file: 'OMEGA_SYMBOL_SPECS_FILE',
  news_calendar_file: 'OMEGA_NEWS_CALENDAR_FILE',
  data_path: 'OMEGA_DATA_PARQUET_ROOT',
};

/** What an old configuration says about costs. */
export interface MigratedCosts {
  readonly costs: JsonObject | undefined;
  /** Members that replaced those of the costs file, null without any. */
  readonly slippage: JsonObject | null;
  /** Costs file that the old configuration names, as written there. */
  readonly costsFile: string | null;
}

/** `costs` from the multipliers; slippage moves to the costs file, file names to the environment. */
export function migrateCosts(old: LegacyBlock, findings: MigrationFindings): MigratedCosts {
  const execution = old.block('execution');
  const costs = withoutAbsent({
    fee_multiplier: execution.take('fee_multiplier'),
    slippage_multiplier: execution.take('slippage_multiplier'),
  });
  reportSpread(execution, findings);
  const slippage = migrateSlippage(old.block('slippage'), findings);
  if (old.take('fees') !== undefined) {
    findings.notCarried('fees', 'it was replaced by the commission of the costs file', 'none, it had no effect');
  }
  const costsFile = reportFiles(old, findings);
  return { costs: Object.keys(costs).length === 0 ? undefined : costs, slippage, costsFile };
}

function reportSpread(execution: LegacyBlock, findings: MigrationFindings): void {
  const spread = execution.take('spread_multiplier');
  if (spread === undefined || spread === 1) return;
  findings.notCarried(
    execution.pathOf('spread_multiplier'),
    'it was never applied',
    'none, it had no effect; in v2 costs.spread_multiplier scales the spread',
  );
}

function migrateSlippage(block: LegacyBlock, findings: MigrationFindings): JsonObject | null {
  const slippage = withoutAbsent({ fixed_pips: block.take('fixed_pips'), random_pips: block.take('random_pips') });
  const values = Object.entries(slippage);
  if (values.length === 0) return null;
  const shown = values.map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', ');
  findings.notCarried(
    block.path,
    `slippage comes from the costs file only; the configuration replaced it by ${shown}`,
    'write a costs file for the run with --costs-out, or compare the values with yours, and set OMEGA_EXECUTION_COSTS_FILE',
  );
  return slippage;
}

function reportFiles(old: LegacyBlock, findings: MigrationFindings): string | null {
  let costsFile: string | null = null;
  for (const [key, variable] of Object.entries(NAMED_FILES)) {
    const value: JsonValue | undefined = old.take(key);
    if (value === undefined) continue;
    findings.notCarried(key, 'a configuration names no files', `set ${variable}=${String(value)}`);
    if (key === 'execution_costs_file' && typeof value === 'string') costsFile = value;
  }
  return costsFile;
}
