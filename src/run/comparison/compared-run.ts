import { artifactHash } from '../../core/backtest/result-hash.ts';
import { isJsonArray, isJsonObject } from '../../core/math/json-kind.ts';
import { CONTRACT_METRIC_KEYS, type ContractMetricKey } from '../../core/metrics/metric-keys.ts';
import type { MetricValue } from '../../core/metrics/metrics-object.ts';
import { UsageError } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { type EquityCurve, readEquityCurve } from './equity-curve.ts';

/** What a comparison looks at: a run as its artifacts tell it, figures rounded as they are there. */
export interface ComparedRun {
  readonly runId: string;
  readonly engineVersion: string;
  readonly strategy: string;
  readonly symbol: string;
  readonly timeframe: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly currency: string;
  /** Account currency. */
  readonly initialBalance: number;
  /** Effective configuration, with the seed that the run used. */
  readonly config: JsonObject;
  readonly configHash: string;
  readonly manifestSha256: string;
  readonly resultHash: string;
  readonly artifactHash: string;
  /** Whether the files are those that the hash was taken of; false for a folder that was changed by hand. */
  readonly isIntact: boolean;
  readonly metrics: Readonly<Record<ContractMetricKey, MetricValue>>;
  /** Records of `trades.json`, in its order. */
  readonly trades: readonly JsonObject[];
  readonly equity: EquityCurve;
}

/**
 * Reads the artifacts of a run.
 *
 * @param files texts by file name, as `readRecordedRun` and `runSingle` give them
 * @param where names the run in messages
 * @throws UsageError `USAGE` for texts that omega has not written
 */
export function readComparedRun(files: ReadonlyMap<string, string>, where: string): ComparedRun {
  const text = (name: string) => files.get(name) ?? '';
  const meta = new Members(parse(text('meta.json')), 'meta.json', where);
  const config = meta.object('config', 'effective');
  const hash = meta.text('run', 'artifact_hash');
  const found = artifactHash({
    tradesJson: text('trades.json'),
    equityCsv: text('equity.csv'),
    metricsJson: text('metrics.json'),
  });
  const equity = readEquityCurve(text('equity.csv'));
  if (equity === null) throw unreadable('equity.csv', where);
  return {
    runId: meta.text('run_id'),
    engineVersion: meta.text('engine', 'version'),
    strategy: meta.text('strategy', 'name'),
    symbol: meta.text('dataset', 'symbol'),
    timeframe: meta.text('dataset', 'timeframe'),
    startDate: meta.text('config', 'effective', 'start_date'),
    endDate: meta.text('config', 'effective', 'end_date'),
    currency: meta.text('account', 'account_currency'),
    initialBalance: meta.number('account', 'initial_balance'),
    config: { ...config, rng_seed: meta.number('run', 'rng_seed') },
    configHash: meta.text('config', 'hash'),
    manifestSha256: meta.text('dataset', 'manifest_sha256'),
    resultHash: meta.text('run', 'result_hash'),
    artifactHash: hash,
    isIntact: hash === found,
    metrics: readMetrics(new Members(parse(text('metrics.json')), 'metrics.json', where)),
    trades: readTrades(parse(text('trades.json')), where),
    equity,
  };
}

function readMetrics(file: Members): Record<ContractMetricKey, MetricValue> {
  const entries = CONTRACT_METRIC_KEYS.map((key) => [key, file.figure('metrics', key)] as const);
  return Object.fromEntries(entries) as Record<ContractMetricKey, MetricValue>;
}

function readTrades(document: JsonValue | undefined, where: string): readonly JsonObject[] {
  if (isJsonArray(document) && document.every(isJsonObject)) return document;
  throw unreadable('trades.json', where);
}

/** Members of one file, by their path; one of another kind is a refusal. */
class Members {
  private readonly document: JsonValue | undefined;
  private readonly file: string;
  private readonly where: string;

  constructor(document: JsonValue | undefined, file: string, where: string) {
    this.document = document;
    this.file = file;
    this.where = where;
  }

  text(...path: readonly string[]): string {
    const value = this.find(path);
    return typeof value === 'string' ? value : this.refuse();
  }

  number(...path: readonly string[]): number {
    const value = this.find(path);
    return typeof value === 'number' ? value : this.refuse();
  }

  figure(...path: readonly string[]): MetricValue {
    const value = this.find(path);
    return typeof value === 'number' || value === 'n/a' ? value : this.refuse();
  }

  object(...path: readonly string[]): JsonObject {
    const value = this.find(path);
    return isJsonObject(value) ? value : this.refuse();
  }

  private find(path: readonly string[]): JsonValue | undefined {
    return path.reduce<JsonValue | undefined>(
      (value, key) => (isJsonObject(value) ? value[key] : undefined),
      this.document,
    );
  }

  private refuse(): never {
    throw unreadable(this.file, this.where);
  }
}

/** Undefined where the text is no JSON. */
function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function unreadable(file: string, where: string): UsageError {
  return new UsageError('USAGE', `its ${file} is not what omega writes`, {
    where,
    hint: 'the folder was changed, or is no run: run the configuration again with "omega run"',
    details: { file, run: where },
  });
}
