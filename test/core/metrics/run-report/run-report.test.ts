import { describe, expect, it } from 'vitest';
import { createRunReport } from '../../../../src/core/metrics/run-report/run-report.ts';
import { MS_PER_DAY } from '../../../../src/core/types/timeframe.ts';
import { calmBars, calmCase, calmSignal } from '../../../support/engine-cases/calm-case.ts';
import { runEngine } from '../../../support/engine-cases/run-engine.ts';

const RISK = 100;
const CONTRACT = 100_000;

/** Closes a market order by time: 9:05 long, 9:20 short, each after ten minutes. */
function runTwoTrades(record: boolean) {
  const signals = new Map([
    [1, calmSignal()],
    [4, calmSignal({ direction: -1, stopLoss: 1.1012, takeProfit: 1.098, scenarioId: 2 })],
  ]);
  const engineCase = calmCase({
    instance: { onBar: (bar) => signals.get(bar) ?? null },
    config: {
      trade_management: {
        enabled: true,
        stop_update_policy: 'apply_next_bar',
        tp_policy: 'extend_only',
        rules: { max_holding_time: { enabled: true, max_holding_minutes: 10, only_scenarios: [] } },
      },
    },
  });
  return runEngine(engineCase, record);
}

function reportOf(moveValue: ((bar: number) => number) | null = () => CONTRACT) {
  const result = runTwoTrades(true);
  return {
    result,
    report: createRunReport({ result, bars: calmBars(), firstTradingBar: 0, riskPerTrade: RISK, moveValue }),
  };
}

describe('the report of a run', () => {
  const { result, report } = reportOf();
  const [first, second] = result.trades.result;
  const sizes = result.trades.size;

  it('groups the trades every way', () => {
    expect(report.byDirection.map(({ name, trades }) => [name, trades])).toEqual([
      ['long', 1],
      ['short', 1],
    ]);
    expect(report.byReason).toEqual([
      { name: 'timeout', trades: 2, wins: 0, result: first + second, averageR: (first + second) / RISK / 2 },
    ]);
    expect(report.byScenario.map(({ name }) => name)).toEqual(['1', '2']);
    expect(report.byHour.map(({ name }) => name)).toEqual(['09:00']);
    expect(report.byWeekday.map(({ name }) => name)).toEqual(['Tuesday']);
    expect([...report.riskMultiples]).toEqual([first / RISK, second / RISK]);
    expect([...report.holdingBars]).toEqual([2, 2]);
    expect(report.excursions).toHaveLength(2);
  });

  it('adds the periods up to the change of equity and finds the drawdown', () => {
    const change = result.equitySummary.lastEquity - 10_000;
    expect(report.months).toEqual([{ period: '2024-03', result: change, share: change / 10_000, trades: 2 }]);
    expect(report.years.map(({ period }) => period)).toEqual(['2024']);
    expect(report.drawdowns).toMatchObject([{ peakRow: 0, recoveryRow: null, bars: 11 }]);
  });

  it('tells costs apart: a trade on a calm market loses the spread and nothing else', () => {
    const spread = 0.0002 * CONTRACT * (sizes[0] + sizes[1]);
    expect(report.costs?.spread).toBeCloseTo(spread, 9);
    expect(report.costs).toMatchObject({ slippage: 0, fees: 0 });
    expect(report.costs?.profitBeforeCosts).toBeCloseTo(0, 9);
    expect(reportOf(null).report.costs).toBeNull();
  });

  it('hides a figure per year below 90 days', () => {
    expect(report.hiddenMetrics).toEqual(['calmar_ratio']);
    const { firstTime } = result.equitySummary;
    const equitySummary = { ...result.equitySummary, lastTime: firstTime + 90 * MS_PER_DAY };
    const input = { bars: calmBars(), firstTradingBar: 0, riskPerTrade: RISK, moveValue: null };
    expect(createRunReport({ ...input, result: { ...result, equitySummary } }).hiddenMetrics).toEqual([]);
  });

  it('needs a recorded run', () => {
    const input = { bars: calmBars(), firstTradingBar: 0, riskPerTrade: RISK, moveValue: null };
    expect(() => createRunReport({ ...input, result: runTwoTrades(false) })).toThrow('was not recorded');
  });
});
