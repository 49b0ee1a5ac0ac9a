import type { JsonObject, JsonValue } from './json.ts';

/** Error categories of `data-and-config.md` 18.2. */
export type ErrorCategory = 'config' | 'market_data' | 'execution' | 'strategy' | 'runtime';

/** One finding in a configuration, sweep or support file. */
export interface Problem {
  readonly code: string;
  /** JSON path (`account.risk_per_trade`), or `file:line:column` where there is no path. */
  readonly where: string;
  readonly message: string;
  readonly hint?: string;
  readonly details?: JsonObject;
}

export interface ErrorFacts {
  /** JSON path, `SYMBOL TF SIDE row N (time)`, or file; the text form prints it before the message. */
  readonly where?: string;
  /** What the user can do about it. */
  readonly hint?: string;
  /** Machine-readable facts. */
  readonly details?: JsonObject;
  readonly cause?: unknown;
}

/**
 * The only error thrown on purpose. `code` is stable and listed in `data-and-config.md` 18.4; the
 * wording of `message` may change. Plain data of an error (for the store, another thread or
 * `--json`) comes from `describeError`.
 */
export class OmegaError extends Error {
  readonly category: ErrorCategory;
  readonly code: string;
  readonly where: string | undefined;
  readonly hint: string | undefined;
  readonly details: JsonObject;

  constructor(category: ErrorCategory, code: string, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'OmegaError';
    this.category = category;
    this.code = code;
    this.where = facts.where;
    this.hint = facts.hint;
    this.details = facts.details ?? {};
  }
}

/** Command line used wrongly, or a named file, sweep or trial does not exist; exit code 2. */
export class UsageError extends OmegaError {
  constructor(code: string, message: string, facts: ErrorFacts = {}) {
    super('config', code, message, facts);
    this.name = 'UsageError';
  }
}

/** All problems of one file at once, sorted by their place; exit code 3. */
export class ConfigError extends OmegaError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const first = problems[0];
    if (first === undefined) throw new Error('a ConfigError needs at least one problem');
    super('config', first.code, first.message, {
      where: first.where,
      ...(first.hint === undefined ? {} : { hint: first.hint }),
      details: { problems: problems.map(problemToJson) },
    });
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** A market or news file breaks its contract; exit code 1. */
export class MarketDataError extends OmegaError {
  constructor(code: string, message: string, facts: ErrorFacts = {}) {
    super('market_data', code, message, facts);
    this.name = 'MarketDataError';
  }
}

/** A strategy threw or broke its contract; exit code 1. */
export class StrategyError extends OmegaError {
  constructor(code: string, message: string, facts: ErrorFacts = {}) {
    super('strategy', code, message, facts);
    this.name = 'StrategyError';
  }
}

/** Orders, conversion or accounting failed; exit code 1. */
export class ExecutionError extends OmegaError {
  constructor(code: string, message: string, facts: ErrorFacts = {}) {
    super('execution', code, message, facts);
    this.name = 'ExecutionError';
  }
}

/** Engine, output, store or environment failed; the exit code follows from the code. */
export class RuntimeFailure extends OmegaError {
  constructor(code: string, message: string, facts: ErrorFacts = {}) {
    super('runtime', code, message, facts);
    this.name = 'RuntimeFailure';
  }
}

/** Plain form of an error, as printed by `--json` and stored with a failed trial. */
export interface ErrorDescription {
  readonly category: ErrorCategory;
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
  readonly hint: string | null;
  readonly details: JsonObject;
}

/** Turns anything thrown into plain data; what is not an `OmegaError` is `RUNTIME_INTERNAL`. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof OmegaError) {
    return {
      category: error.category,
      code: error.code,
      message: error.message,
      where: error.where ?? null,
      hint: error.hint ?? null,
      details: error.details,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { category: 'runtime', code: 'RUNTIME_INTERNAL', message, where: null, hint: null, details: {} };
}

function problemToJson(problem: Problem): JsonValue {
  return {
    code: problem.code,
    where: problem.where,
    message: problem.message,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    ...(problem.details === undefined ? {} : { details: problem.details }),
  };
}
