import { describe, expect, it } from 'vitest';
import { renderMetrics } from '../../../../src/core/backtest/artifacts/render-metrics.ts';
import { computeMetrics } from '../../../../src/core/metrics/compute-metrics.ts';
import { CONTRACT_METRIC_KEYS } from '../../../../src/core/metrics/metric-keys.ts';
import { workedExample, workedExampleInput } from '../../metrics/worked-example.ts';
import { INITIAL_BALANCE, openTimes, result } from './tiny-run.ts';

interface MetricsFile {
  readonly metrics: Readonly<Record<string, number | string>>;
  readonly definitions: Readonly<Record<string, object>>;
}

describe('metrics.json', () => {
  const tiny = computeMetrics({
    trades: result.trades,
    openTimes,
    riskPerTrade: 100,
    initialBalance: INITIAL_BALANCE,
    feesTotal: result.feesTotal,
    equity: result.equitySummary,
  });

  it('looks like this', () => {
    expect(renderMetrics(tiny)).toMatchInlineSnapshot(`
      "{
        "definitions": {
          "active_days": {
            "description": "Number of UTC dates on which at least one trade was entered.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "days"
          },
          "avg_loss": {
            "description": "Mean size of a losing result, before fees and as a positive amount.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "avg_r_multiple": {
            "description": "Mean trade result before fees in units of the configured risk per trade.",
            "domain": "any",
            "source": "trades",
            "type": "number",
            "unit": "r_multiple"
          },
          "avg_trade_pnl": {
            "description": "Net profit per closed trade.",
            "domain": "any",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "avg_win": {
            "description": "Mean size of a winning result, before fees.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "calmar_ratio": {
            "description": "Annualised equity return divided by max_drawdown; extrapolated linearly below one year.",
            "domain": "any",
            "source": "equity",
            "type": "number",
            "unit": "ratio"
          },
          "expectancy": {
            "description": "Expected result of a trade in risk units; the same figure as avg_r_multiple.",
            "domain": "any",
            "source": "trades",
            "type": "number",
            "unit": "r_multiple"
          },
          "fees_total": {
            "description": "Sum of all fees booked in the run, open positions included.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "largest_loss": {
            "description": "Largest losing result before fees, as a positive amount.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "largest_win": {
            "description": "Largest winning result before fees.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "losses": {
            "description": "Number of closed trades with a result below zero before fees.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "count"
          },
          "max_drawdown": {
            "description": "Deepest fall of equity below its running peak as a share of that peak; the initial balance is the first peak.",
            "domain": "0..1",
            "source": "equity",
            "type": "number",
            "unit": "ratio"
          },
          "max_drawdown_abs": {
            "description": "Deepest fall of equity below its running peak as an amount; may lie at another bar than max_drawdown.",
            "domain": ">=0",
            "source": "equity",
            "type": "number",
            "unit": "account_currency"
          },
          "max_drawdown_duration_bars": {
            "description": "Primary bars from a peak of equity to its recovery, or to the last bar; the longest such way.",
            "domain": ">=0",
            "source": "equity",
            "type": "number",
            "unit": "bars"
          },
          "profit_factor": {
            "description": "Sum of winning results divided by the sum of losing results, before fees; 0 when nothing was lost.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "ratio"
          },
          "profit_gross": {
            "description": "Sum of trade results before fees.",
            "domain": "any",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "profit_net": {
            "description": "profit_gross minus fees_total.",
            "domain": "any",
            "source": "trades",
            "type": "number",
            "unit": "account_currency"
          },
          "sharpe_equity_daily": {
            "description": "Mean daily equity return over its sample standard deviation, times the square root of 252.",
            "domain": "any",
            "source": "equity",
            "type": "number|string",
            "unit": "ratio"
          },
          "sharpe_trade_r": {
            "description": "Mean R multiple over the sample standard deviation of the R multiples; not annualised.",
            "domain": "any",
            "source": "trades",
            "type": "number|string",
            "unit": "ratio"
          },
          "sortino_equity_daily": {
            "description": "Mean daily equity return over its downside deviation about zero, times the square root of 252.",
            "domain": "any",
            "source": "equity",
            "type": "number|string",
            "unit": "ratio"
          },
          "sortino_trade_r": {
            "description": "Mean R multiple over the downside deviation of the R multiples about zero; not annualised.",
            "domain": "any",
            "source": "trades",
            "type": "number|string",
            "unit": "ratio"
          },
          "total_trades": {
            "description": "Number of closed trades.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "count"
          },
          "trades_per_day": {
            "description": "Closed trades per active day.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "trades"
          },
          "win_rate": {
            "description": "Share of closed trades with a result above zero before fees.",
            "domain": "0..1",
            "source": "trades",
            "type": "number",
            "unit": "ratio"
          },
          "wins": {
            "description": "Number of closed trades with a result above zero before fees.",
            "domain": ">=0",
            "source": "trades",
            "type": "number",
            "unit": "count"
          }
        },
        "metrics": {
          "active_days": 2,
          "avg_loss": 110.88,
          "avg_r_multiple": -0.239375,
          "avg_trade_pnl": -25.94,
          "avg_win": 63.01,
          "calmar_ratio": -596.555532,
          "expectancy": -0.239375,
          "fees_total": 4,
          "largest_loss": 110.88,
          "largest_win": 63.01,
          "losses": 1,
          "max_drawdown": 0.011021,
          "max_drawdown_abs": 110.88,
          "max_drawdown_duration_bars": 2,
          "profit_factor": 0.568227,
          "profit_gross": -47.87,
          "profit_net": -51.87,
          "sharpe_equity_daily": "n/a",
          "sharpe_trade_r": -0.194685,
          "sortino_equity_daily": "n/a",
          "sortino_trade_r": -0.30531,
          "total_trades": 2,
          "trades_per_day": 1,
          "win_rate": 0.5,
          "wins": 1
        }
      }
      "
    `);
  });

  it('has the rounded figures of the worked example', () => {
    const file = JSON.parse(renderMetrics(computeMetrics(workedExampleInput()))) as MetricsFile;
    expect(file.metrics).toEqual(workedExample.expected_metrics_json);
  });

  it('has the 25 contract keys in both maps and nothing else', () => {
    const file = JSON.parse(renderMetrics(tiny)) as MetricsFile;
    expect(Object.keys(file)).toEqual(['definitions', 'metrics']);
    expect(Object.keys(file.metrics)).toEqual(CONTRACT_METRIC_KEYS);
    expect(Object.keys(file.definitions)).toEqual(CONTRACT_METRIC_KEYS);
    for (const definition of Object.values(file.definitions)) {
      expect(Object.keys(definition)).toEqual(['description', 'domain', 'source', 'type', 'unit']);
    }
  });

  it('writes "n/a" only where the type allows it', () => {
    const values = Float64Array.from(tiny);
    values[CONTRACT_METRIC_KEYS.indexOf('sharpe_trade_r')] = Number.NaN;
    expect(renderMetrics(values)).toContain('"sharpe_trade_r": "n/a"');
    values[CONTRACT_METRIC_KEYS.indexOf('profit_net')] = Number.NaN;
    expect(() => renderMetrics(values)).toThrowError(
      expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT', where: 'metrics.json.metrics.profit_net' }),
    );
  });
});
