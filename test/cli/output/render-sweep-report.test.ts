import { describe, expect, it } from 'vitest';
import { renderEstimate } from '../../../src/cli/output/render-estimate.ts';
import { renderSweepReport } from '../../../src/cli/output/render-sweep-report.ts';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { SweepEstimate, SweepOutcome, SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';

function reportWith(outcome: SweepOutcome): SweepReport {
  return {
    outcome,
    sweep: { sweepId: '0123456789abcdef', decimals: 6, plannedTrials: 9, objectivesJson: '[]' },
    byStatus: { complete: 1, infeasible: 0, pruned: 0, failed: 0, timeout: 0, cancelled: 0 },
    top: [{ trialIndex: 4, score: 1.5, metrics: METRIC_KEYS.map(() => 1), parametersJson: '{"a.length":3}' }],
    estimate: null,
    folder: null,
    bestRunFolder: null,
    statistics: null,
    times: null,
    computedStatistics: null,
    pareto: null,
    walkForward: null,
    combinatorial: null,
    groups: [],
    holdout: null,
    drift: null,
    remark: null,
    selection: null,
    verdict: null,
    candidates: [],
    finishedNow: 1,
    elapsedMs: 1,
  } as unknown as SweepReport;
}

describe('the report of a sweep', () => {
  it('says that the best parameters of an interrupted sweep are those so far', () => {
    expect(renderSweepReport(reportWith('interrupted'), '/', 80)).toContain('\nbest parameters so far\nrank  trial');
    expect(renderSweepReport(reportWith('complete'), '/', 80)).toContain('\nbest parameters\nrank  trial');
  });
});

describe('the estimate', () => {
  const estimate: SweepEstimate = {
    sweepId: '0123456789abcdef',
    name: 'one',
    rawPoints: 450,
    trials: 450,
    isExact: true,
    finished: 0,
    windows: 0,
    trainTrials: 0,
    testTrials: 0,
    slicedTrials: 0,
    combinatorial: null,
    pruner: null,
    candidates: 0,
    subruns: 0,
    parameters: 3,
    holdout: null,
    bars: 1000,
    markets: 1,
    workers: 1,
    memoryBytes: 2 ** 30,
    minimumYears: 9.1,
    years: 0.7,
    warnings: [],
  };
  const inOneLine = (years: number) => renderEstimate({ ...estimate, years }, 80).replace(/\n +/g, ' ');

  it('names the minimum backtest length and where it is explained', () => {
    const length = 'minimum backtest length for so many trials: 9.1 years';
    expect(inOneLine(0.7)).toContain(`0.7 years; ${length}, so the best may be luck (docs/sweeps.md)\n`);
    expect(inOneLine(12)).toContain(`12.0 years; ${length} (docs/sweeps.md)\n`);
  });

  it('tells which trials of a walk-forward are not run', () => {
    const walkForward = { ...estimate, windows: 6, trainTrials: 2700, testTrials: 60 };
    expect(renderEstimate(walkForward, 120)).not.toContain('slices');
    expect(renderEstimate({ ...walkForward, slicedTrials: 2700 }, 120)).toContain(
      'slices        at most 2,700 trials on 6 training windows are cut out of full runs instead of being run\n',
    );
  });
});
