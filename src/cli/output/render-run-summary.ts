import { formatDate, formatInstant } from '../../core/data/dates.ts';
import { type ContractMetricKey, METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { MS_PER_DAY } from '../../core/types/timeframe.ts';
import type { SingleRunReport } from '../../run/run-single.ts';
import { count, countOf, duration, money, percent, ratio, shortHash } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { shownPath } from './shown-path.ts';

/** What a run came to, in a few lines; `page` is the report that was written beside the artifacts. */
export function renderRunSummary(
  report: SingleRunReport,
  page: string | null,
  workingDirectory: string,
  width: number,
): string {
  const { config, result, timings } = report;
  const metric = (key: ContractMetricKey): number => report.metrics[METRIC_KEYS.indexOf(key)] ?? Number.NaN;
  const currency = config.account.account_currency;
  const trades = metric('total_trades');
  const facts: Fact[] = [
    ['run', `${report.runId}, ${config.strategy_name}, ${config.symbol} ${config.timeframes.primary}`],
    ['period', describePeriod(report)],
    ['trades', `${count(trades)} (${count(metric('wins'))} won, ${count(metric('losses'))} lost before fees)`],
    ['win rate', `${percent(trades === 0 ? Number.NaN : metric('win_rate'))} before fees`],
    ['net profit', `${money(metric('profit_net'))} ${currency} after fees`],
    ['fees', `${money(metric('fees_total'))} ${currency}`],
    ['max drawdown', describeDrawdown(metric('max_drawdown'), metric('max_drawdown_abs'), currency)],
    ['profit factor', `${ratio(metric('profit_factor'))} before fees`],
    ['Sharpe (daily)', ratio(metric('sharpe_equity_daily'))],
    ['open positions', count(result.openPositions.length)],
    ['seed', String(report.seed)],
    ['config hash', shortHash(report.configHash)],
    ['data hash', shortHash(report.manifestSha256)],
    ['result hash', shortHash(report.resultHash)],
    ['time', `${duration(timings.loadMs)} loading, ${duration(timings.engineMs)} backtest`],
    ...(report.folder === null ? [] : [['folder', shownPath(report.folder, workingDirectory)] as const]),
    ...(page === null ? [] : [['report', shownPath(page, workingDirectory)] as const]),
  ];
  return renderFacts(facts, width);
}

/** First and last trading bar: trading may start later than configured. */
function describePeriod({ dataset, result }: SingleRunReport): string {
  const { firstTime, lastTime, barCount } = result.equitySummary;
  const bars = `${countOf(barCount, 'bar')} of ${dataset.primary.timeframe}`;
  const isIntraday = lastTime - firstTime < MS_PER_DAY;
  const text = isIntraday ? formatInstant : formatDate;
  return barCount === 0 ? bars : `${text(firstTime)} to ${text(lastTime)}, ${bars}`;
}

function describeDrawdown(share: number, amount: number, currency: string): string {
  return `${percent(share)} (${money(amount)} ${currency})`;
}
