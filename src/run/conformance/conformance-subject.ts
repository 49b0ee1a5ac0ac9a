import { type SeriesColumn, SeriesProvider } from '../../core/indicators/series-provider.ts';
import type { StrategyDefinition, StrategyInstance } from '../../core/strategy/strategy.ts';
import { StrategyInputs } from '../../core/strategy/strategy-inputs.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { Dataset } from '../../core/types/dataset.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { StrategyEnvironment } from '../../core/types/strategy.ts';

/** A strategy with parameters on data: what the checks are run on. */
export interface ConformanceSubject {
  readonly strategy: StrategyDefinition;
  /** `strategy_parameters`, resolved or not. */
  readonly parameters: JsonObject;
  readonly environment: StrategyEnvironment;
  readonly dataset: Dataset;
  /** Conversion rates are cut with the data; a strategy never reads them. */
  readonly account: EffectiveConfig['account'];
}

/** Inputs that write down what is read. */
export class ObservedInputs extends StrategyInputs {
  readonly read = new Set<string>();

  override values(id: string): Float64Array {
    this.read.add(id);
    return super.values(id);
  }
}

/** One instance on the bars of a data set. */
export interface StrategyRun {
  readonly instance: StrategyInstance;
  readonly inputs: ObservedInputs;
  /** Local ids of the declared series. */
  readonly declared: readonly string[];
  /** Index of the first bar it may be asked about, and the number of bars. */
  readonly firstBar: number;
  readonly endBar: number;
}

/** A fresh instance, as the engine makes it; `change` replaces the columns it gets. */
export function startRun(
  subject: ConformanceSubject,
  dataset: Dataset = subject.dataset,
  change: (id: string, column: Float64Array) => Float64Array = (_id, column) => column,
): StrategyRun {
  const { strategy, environment } = subject;
  const { parameters } = strategy.resolve(subject.parameters, environment);
  const { indicators, alignedCloses } = strategy.requirements(parameters, environment);
  const provider = new SeriesProvider(dataset, environment.variant);
  // Two ids may stand for one series, whose columns are changed apart from each other.
  const changed = (id: string, { values }: SeriesColumn) => [id, { key: id, values: change(id, values) }] as const;
  const columns = new Map([
    ...indicators.map((request) => changed(request.id, provider.series(request))),
    ...alignedCloses.map((request) => changed(request.id, provider.alignedClose(request))),
  ]);
  const inputs = new ObservedInputs(dataset.primary, columns);
  return {
    instance: strategy.create(parameters, environment, inputs),
    inputs,
    declared: [...columns.keys()],
    firstBar: dataset.firstTradingBar,
    endBar: dataset.primary.openTimes.length,
  };
}
