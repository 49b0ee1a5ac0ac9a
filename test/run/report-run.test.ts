import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../src/core/metrics/metric-keys.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { reportRun } from '../../src/run/report-run.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../support/sample-project.ts';

let project: SampleProject;
beforeAll(async () => {
  project = await createSampleProject();
});
afterAll(() => project.remove());

function runWith(changes: JsonObject): Promise<SingleRunReport> {
  return runSingle({
    config: { document: { ...SAMPLE_CONFIG, ...changes }, source: 'test' },
    write: false,
    useCache: false,
    projectRoot: project.root,
    environment: project.environment,
  });
}

function figure(run: SingleRunReport, key: MetricKey): number {
  return run.metrics[METRIC_KEYS.indexOf(key)];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe.each([
  ['the currency of the prices', 'USD'],
  ['another currency', 'EUR'],
])('the report of a run in %s', (_, currency) => {
  it('agrees with the figures of the run', async () => {
    const run = await runWith({ account: { account_currency: currency } });
    const report = reportRun(run);
    const { equitySummary, trades } = run.result;
    const change = equitySummary.lastEquity - equitySummary.initialBalance;
    for (const periods of [report.months, report.years]) {
      expect(sum(periods.map(({ result }) => result))).toBeCloseTo(change, 6);
      expect(sum(periods.map((period) => period.trades))).toBe(trades.count);
    }
    expect(report.months.map(({ period }) => period).at(0)).toBe('2023-01');
    expect(report.months).toHaveLength(9);
    for (const groups of [report.byDirection, report.byReason, report.byScenario, report.byHour, report.byWeekday]) {
      expect(sum(groups.map((group) => group.trades))).toBe(figure(run, 'total_trades'));
      expect(sum(groups.map(({ wins }) => wins))).toBe(figure(run, 'wins'));
      expect(sum(groups.map(({ result }) => result))).toBeCloseTo(figure(run, 'profit_gross'), 6);
    }
    expect(Math.max(...report.drawdowns.map(({ depth }) => depth))).toBe(figure(run, 'max_drawdown_abs'));
    expect(sum([...report.riskMultiples]) / trades.count).toBeCloseTo(figure(run, 'avg_r_multiple'), 9);
    expect(sum([...report.holdingBars]) / trades.count).toBeCloseTo(figure(run, 'avg_holding_bars'), 9);
    expect(report.hiddenMetrics).toEqual([]);
  });

  it('says what its trades would have made without costs', async () => {
    const run = await runWith({ account: { account_currency: currency } });
    const { costs } = reportRun(run);
    const { spread, slippage, fees, profitBeforeCosts } = costs!;
    expect(fees).toBe(figure(run, 'fees_total'));
    expect(profitBeforeCosts - spread - slippage - fees).toBeCloseTo(figure(run, 'profit_net'), 6);
    // Fixed 0.2 and random 0.3 pips are 0.35 in the mean; a pip of a lot is 10 USD, and a euro less than 1.2.
    const pips = slippage / (2 * figure(run, 'lots_total') * 10);
    expect(pips).toBeGreaterThan(currency === 'USD' ? 0.3 : 0.3 / 1.2);
    expect(pips).toBeLessThan(currency === 'USD' ? 0.4 : 0.35);
    expect(spread).toBeGreaterThan(0);
  });
});

describe('the report of a run of v1_parity', () => {
  it('tells no costs', async () => {
    expect(reportRun(await runWith({ execution_variant: 'v1_parity' })).costs).toBeNull();
  });
});
