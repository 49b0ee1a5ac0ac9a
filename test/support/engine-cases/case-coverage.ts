import type { ObservedFailure, ObservedRun } from '../plain-engine/observed-run.ts';
import type { EngineCase } from './engine-case.ts';

/** Counts what generated cases have exercised, so that a test can insist on all of it. */
export class CaseCoverage {
  private readonly counts = new Map<string, number>();
  /** Closed trades of all cases. */
  trades = 0;

  add({ config, rules }: EngineCase, run: ObservedRun | ObservedFailure): void {
    const variant = config.execution_variant;
    const count = (what: string, times = 1): void => {
      const key = `${variant} ${what}`;
      if (times > 0) this.counts.set(key, (this.counts.get(key) ?? 0) + times);
    };
    if ('code' in run) {
      count(run.code);
      return;
    }
    this.trades += run.trades.length;
    for (const trade of run.trades) {
      count(`${trade.orderType} ${trade.reason}`);
      count(`scenario ${trade.scenarioId}`);
      if (trade.exitBar === trade.fillBar) count(`${trade.orderType} closed in its fill bar`);
      if (trade.stopKind !== 'initial') count(`stop ${trade.stopKind}`);
    }
    for (const [reason, times] of Object.entries(run.rejected)) count(reason, times);
    for (const [gate, times] of Object.entries(run.recorded?.blocked ?? {})) count(`blocked by ${gate}`, times);
    count('open at the end', run.openPositions.length);
    count('resting at the end', run.counters.pendingAtEnd);
    count('dropped stop changes', run.counters.droppedStopChanges);
    count('undefined bars', run.recorded?.undefinedBars ?? 0);
    count('scripted rules', rules.length);
    if (run.openPositions.length > 1) count('several open at the end');
    if (run.summary.minEquity < 0) count('negative equity');
    if (run.summary.maxDrawdown > 0) count('drawdown');
  }

  /** Those of `expected` that never happened. */
  missing(expected: readonly string[]): string[] {
    return expected.filter((what) => !this.counts.has(what));
  }

  toString(): string {
    return [...this.counts].sort(([left], [right]) => (left < right ? -1 : 1)).join('\n');
  }
}
