import path from 'node:path';
import { resolveLocations } from '../src/config/locations.ts';
import { normaliseConfig } from '../src/config/normalise-config.ts';
import { BacktestContext } from '../src/core/backtest/backtest-context.ts';
import { runBacktest } from '../src/core/backtest/run-backtest.ts';
import { loadMarketInputs, strategyOf } from '../src/run/market-inputs.ts';
import { readSupportFiles } from '../src/run/support.ts';
import { TEN_THOUSAND_BARS } from './bench-project.ts';
import { median } from './measure-program.ts';

const REPETITIONS = 200;

export interface EngineFigures {
  readonly bars: number;
  readonly trades: number;
  /** First call in this process: nothing is compiled, no indicator is known. */
  readonly firstMs: number;
  /** Median of later calls with every indicator computed anew, recorded as `omega run` records. */
  readonly recordedMs: number;
  /** Median with shared indicators and nothing recorded, as a sweep's trial runs. */
  readonly sharedMs: number;
}

/** Engine time of one backtest of about 10,000 M5 bars: indicators, simulation, equity. */
export async function measureEngine(folder: string): Promise<EngineFigures> {
  const locations = resolveLocations({}, folder);
  const support = await readSupportFiles(locations, false);
  const { effective } = normaliseConfig(TEN_THOUSAND_BARS, { strict: true, symbolSpecs: support.symbolSpecs });
  const options = { useCache: true, strictData: false };
  const inputs = await loadMarketInputs(effective, [], support, locations, options);
  const run = (context: BacktestContext, record: boolean) => {
    const startedMs = performance.now();
    const result = runBacktest(context, strategyOf(effective), effective, inputs.market, { seed: 42, record });
    return { ms: performance.now() - startedMs, result };
  };
  const fresh = () => run(new BacktestContext(inputs.dataset, effective.execution_variant), true);
  const first = fresh();
  const recorded = Array.from({ length: REPETITIONS }, () => fresh().ms);
  const shared = new BacktestContext(inputs.dataset, effective.execution_variant);
  run(shared, false);
  const unrecorded = Array.from({ length: REPETITIONS }, () => run(shared, false).ms);
  return {
    bars: first.result.equitySummary.barCount,
    trades: first.result.trades.count,
    firstMs: first.ms,
    recordedMs: median(recorded),
    sharedMs: median(unrecorded),
  };
}

/** Where the column cache of a project is. */
export function cacheFolder(folder: string): string {
  return path.join(folder, 'results/cache');
}
