import type { JsonObject } from '../../core/types/json.ts';
import type { WalkForwardReport, WindowReport } from '../../optimizer/sweep/walk-forward-report.ts';
import { jsonNumber, withSnakeKeys } from './json-document.ts';
import { metricsResult, trialResult } from './trial-result.ts';

/** A finished walk-forward for `--json`. */
export function walkForwardResult(report: WalkForwardReport): JsonObject {
  return {
    mode: report.mode,
    purge_days: report.purgeDays,
    is_contiguous: report.isContiguous,
    is_sliced: report.isSliced,
    selection_rule: report.selectionRule,
    wfe: jsonNumber(report.wfe),
    oos_profit_net: report.oosProfitNet,
    oos_windows_profitable: report.oosWindowsProfitable,
    joined: metricsResult(report.metrics),
    degradation: withSnakeKeys(report.degradation),
    drift: withSnakeKeys(report.drift),
    windows: report.windows.map(windowResult),
  };
}

function windowResult({ train, test, ...window }: WindowReport): JsonObject {
  return {
    ...(withSnakeKeys(window) as JsonObject),
    train: train === null ? null : trialResult(train),
    test: test === null ? null : trialResult(test),
  };
}
