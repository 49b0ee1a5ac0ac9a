import { recordFormat } from '../core/backtest/artifacts/record-format.ts';
import { renderEquity } from '../core/backtest/artifacts/render-equity.ts';
import { renderMeta } from '../core/backtest/artifacts/render-meta.ts';
import { renderMetrics } from '../core/backtest/artifacts/render-metrics.ts';
import { renderTrades } from '../core/backtest/artifacts/render-trades.ts';
import type { RunFacts } from '../core/backtest/artifacts/run-facts.ts';
import { artifactHash } from '../core/backtest/result-hash.ts';
import { RuntimeFailure } from '../core/types/errors.ts';
import type { MarketInputs } from './market-inputs.ts';
import type { SimulatedRun } from './simulate-run.ts';

/** Texts of the four artifacts by file name, and the hash of the first three. */
export interface RenderedRun {
  readonly files: ReadonlyMap<string, string>;
  readonly artifactHash: string;
}

/** Renders a recorded run; `facts` is everything of `meta.json` except the artifact hash. */
export function renderRun(run: SimulatedRun, inputs: MarketInputs, facts: Omit<RunFacts, 'artifactHash'>): RenderedRun {
  const { dataset, market } = inputs;
  const { result } = run;
  if (result.equity === null) throw new RuntimeFailure('RUNTIME_INTERNAL', 'the run was not recorded');
  const format = recordFormat(dataset.primary, market.symbolSpec);
  const tradesJson = renderTrades(result.trades, result.details, format);
  const equityCsv = renderEquity(dataset.primary.openTimes, dataset.firstTradingBar, result.equity);
  const metricsJson = renderMetrics(run.metrics);
  const hash = artifactHash({ tradesJson, equityCsv, metricsJson });
  const metaJson = renderMeta({ ...facts, artifactHash: hash }, result, format);
  const files = new Map([
    ['meta.json', metaJson],
    ['trades.json', tradesJson],
    ['equity.csv', equityCsv],
    ['metrics.json', metricsJson],
  ]);
  return { files, artifactHash: hash };
}
