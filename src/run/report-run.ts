import { Conversion } from '../core/execution/currency-conversion.ts';
import { createRateSource } from '../core/execution/rate-lookup.ts';
import { createRunReport, type RunReport } from '../core/metrics/run-report/run-report.ts';
import type { SingleRunReport } from './run-single.ts';

/** What a report of a finished run shows beside its artifacts: periods, drawdowns, groups of trades, costs. */
export function reportRun(run: SingleRunReport): RunReport {
  const { dataset, config, result } = run;
  return createRunReport({
    result,
    bars: dataset.primary,
    firstTradingBar: dataset.firstTradingBar,
    riskPerTrade: config.account.risk_per_trade,
    moveValue: config.execution_variant === 'v2' ? moveValueOf(run) : null,
  });
}

/** Money that a lot gains from a price move of 1, at the rate of a bar (`execution.md` 10.1). */
function moveValueOf({ dataset, config, symbolSpec }: SingleRunReport): (bar: number) => number {
  const { account, symbol, execution_variant: variant } = config;
  const rates = createRateSource(account.conversion, symbol, dataset.primary, dataset.rates, variant);
  const conversion = new Conversion(symbolSpec.quoteCurrency, account.account_currency, rates);
  return (bar) => conversion.convert(symbolSpec.contractSize, bar);
}
