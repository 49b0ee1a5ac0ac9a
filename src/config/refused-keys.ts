import { isJsonObject } from '../core/math/json-kind.ts';
import { memberPath } from '../core/math/json-path.ts';
import type { JsonObject } from '../core/types/json.ts';
import type { ProblemList } from './problem-list.ts';

/** Keys that would make a user believe that other inputs are read (`data-and-config.md` 6.3). */
const FORBIDDEN_KEYS: Readonly<Record<string, string>> = {
  execution_costs_file: 'OMEGA_EXECUTION_COSTS_FILE',
  symbol_specs_file: 'OMEGA_SYMBOL_SPECS_FILE',
  news_calendar_file: 'OMEGA_NEWS_CALENDAR_FILE',
  data_root: 'OMEGA_DATA_PARQUET_ROOT',
  data_path: 'OMEGA_DATA_PARQUET_ROOT',
};
const LOCATION_VARIABLES: Readonly<Record<string, string>> = {
  costs: 'OMEGA_EXECUTION_COSTS_FILE',
  news_filter: 'OMEGA_NEWS_CALENDAR_FILE',
  logging: 'OMEGA_RESULTS_ROOT',
};
const LOCATION_ENDING = /_(path|file|dir)$/;

/** Keys of the first generation and what takes their place (`data-and-config.md` 8). */
const FIRST_GENERATION_KEYS: Readonly<Record<string, string>> = {
  mode: 'data_mode',
  strategies: 'one configuration per strategy, named by strategy_name',
  multi_symbols: 'one configuration per symbol',
  session_filter:
    'sessions, a list of { "start", "end" } taken from session_filter.fixed_times; the end is exclusive in v2',
  anchored_session_filter: 'nothing: sessions bound to a trading centre are not supported',
  timestamp_alignment: 'nothing: the alignment rules are fixed',
  rates: 'account.conversion with mode, pairs, timeframe, use_price, stale_limit_bars and strict',
  rates_static: 'account.conversion.static, with account.conversion.mode "static" unless rates.mode says otherwise',
  execution: 'costs.fee_multiplier, costs.slippage_multiplier and costs.spread_multiplier',
  reporting: 'metrics',
  fees: 'the costs file (OMEGA_EXECUTION_COSTS_FILE)',
  slippage: 'defaults.slippage of the costs file (OMEGA_EXECUTION_COSTS_FILE)',
  initial_balance: 'account.initial_balance',
  risk_per_trade: 'account.risk_per_trade',
  account_currency: 'account.account_currency',
};
const FIRST_GENERATION_STRATEGY_KEYS = ['module', 'class'] as const;

/** What is left of a document after refused keys are taken out. */
export interface RefusedKeys {
  readonly document: JsonObject;
  /** A document of the first generation lacks fields because they had other names. */
  readonly isFirstGeneration: boolean;
}

/** Reports keys that are never just ignored, each with what to use instead. */
export function refuseKeys(document: JsonObject, problems: ProblemList): RefusedKeys {
  const rest = { ...document };
  let isFirstGeneration = false;
  for (const key of Object.keys(document)) {
    if (Object.hasOwn(FORBIDDEN_KEYS, key)) {
      refuseLocation(key, FORBIDDEN_KEYS[key], problems);
      delete rest[key];
    } else if (Object.hasOwn(FIRST_GENERATION_KEYS, key)) {
      refuseFirstGeneration(key, FIRST_GENERATION_KEYS[key], problems);
      isFirstGeneration = true;
      delete rest[key];
    }
  }
  for (const [key, variable] of Object.entries(LOCATION_VARIABLES)) {
    const block = rest[key];
    if (isJsonObject(block)) rest[key] = refuseLocations(key, block, variable, problems);
  }
  if (refuseStrategyObject(rest, problems)) isFirstGeneration = true;
  return { document: rest, isFirstGeneration };
}

function refuseLocations(parent: string, block: JsonObject, variable: string, problems: ProblemList): JsonObject {
  const isLocation = (key: string): boolean => LOCATION_ENDING.test(key);
  for (const key of Object.keys(block).filter(isLocation)) {
    refuseLocation(memberPath(parent, key), variable, problems);
  }
  return Object.fromEntries(Object.entries(block).filter(([key]) => !isLocation(key)));
}

function refuseLocation(path: string, variable: string, problems: ProblemList): void {
  problems.add({
    code: 'CFG_FORBIDDEN_KEY',
    where: path,
    message: 'a configuration names no files or folders',
    hint: `remove it and set the environment variable ${variable}`,
  });
}

function refuseFirstGeneration(path: string, replacement: string, problems: ProblemList): void {
  problems.add({
    code: 'CFG_V1_SHAPE',
    where: path,
    message: `this key belongs to an older kind of configuration; its place is taken by ${replacement}`,
    hint: 'also required now: schema_version, strategy_name, run_mode and data_mode',
    details: { replacement },
  });
}

/** `strategy` with `module` or `class`; its parameters are looked at only where they are an alias. */
function refuseStrategyObject(document: Record<string, unknown>, problems: ProblemList): boolean {
  const strategy = document.strategy as JsonObject | undefined;
  if (!isJsonObject(strategy)) return false;
  const found = FIRST_GENERATION_STRATEGY_KEYS.filter((key) => Object.hasOwn(strategy, key));
  for (const key of found) refuseFirstGeneration(`strategy.${key}`, 'strategy_name, the registered name', problems);
  if (found.length === 0) return false;
  if (Object.hasOwn(strategy, 'parameters')) {
    refuseFirstGeneration('strategy.parameters', 'strategy_parameters, the same members', problems);
  }
  delete document.strategy;
  return true;
}
