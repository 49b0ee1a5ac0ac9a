import type { ObservedFailure, ObservedRun } from '../plain-engine/observed-run.ts';
import type { EngineCase } from './engine-case.ts';

/** How often something happened in generated cases. */
interface Occurrence {
  times: number;
  /** Cases in which it happened at least once. */
  cases: number;
}

/** Counts what generated cases have exercised, so that a test can insist on all of it. */
export class CaseCoverage {
  private readonly occurrences = new Map<string, Occurrence>();
  private caseCount = 0;
  private filledCount = 0;
  /** Closed trades of all cases. */
  trades = 0;

  add({ config, rules }: EngineCase, run: ObservedRun | ObservedFailure): void {
    this.caseCount++;
    const seen = new Set<string>();
    const count = (what: string, times = 1): void => {
      if (times === 0) return;
      const key = `${config.execution_variant} ${what}`;
      const occurrence = this.occurrences.get(key) ?? { times: 0, cases: 0 };
      occurrence.times += times;
      if (!seen.has(key)) occurrence.cases++;
      seen.add(key);
      this.occurrences.set(key, occurrence);
    };
    count('case');
    count('scripted rules', rules.length);
    if ('code' in run) {
      count(run.code);
      return;
    }
    this.trades += run.trades.length;
    if (run.counters.fills > 0) this.filledCount++;
    countRun(run, count);
  }

  /** Those of `expected` that never happened. */
  missing(expected: readonly string[]): string[] {
    return expected.filter((what) => !this.occurrences.has(what));
  }

  /** Everything that happened, how often, in how many cases and in which share of all of them. */
  table(): string {
    const width = Math.max(...[...this.occurrences.keys()].map((key) => key.length));
    const line = (name: string, ...cells: readonly string[]) =>
      name.padEnd(width) + cells.map((cell) => cell.padStart(12)).join('');
    const rows = [...this.occurrences].sort(([left], [right]) => (left < right ? -1 : 1));
    const share = (cases: number) => `${((100 * cases) / this.caseCount).toFixed(2)} %`;
    return [
      `${this.caseCount} cases, ${this.filledCount} with fills (${share(this.filledCount)})`,
      line('', 'times', 'cases', 'share'),
      ...rows.map(([name, { times, cases }]) => line(name, String(times), String(cases), share(cases))),
    ].join('\n');
  }
}

type Count = (what: string, times?: number) => void;

function countRun(run: ObservedRun, count: Count): void {
  for (const trade of run.trades) {
    count(`${trade.orderType} ${trade.reason}`);
    count(`scenario ${trade.scenarioId}`);
    count(`entry rule ${trade.entryRule}`);
    count(`exit rule ${trade.exitRule}`);
    if (trade.exitBar === trade.fillBar) count(`${trade.orderType} closed in its fill bar`);
    if (trade.stopKind !== 'initial') count(`stop ${trade.stopKind}`);
  }
  count('fills', run.counters.fills);
  for (const { orderType } of [...run.trades, ...run.openPositions]) count(`${orderType} order filled`);
  for (const [reason, times] of Object.entries(run.rejected)) count(reason, times);
  for (const [gate, times] of Object.entries(run.recorded?.blocked ?? {})) count(`blocked by ${gate}`, times);
  count('open at the end', run.openPositions.length);
  count('resting at the end', run.counters.pendingAtEnd);
  count('dropped stop changes', run.counters.droppedStopChanges);
  count('undefined bars', run.recorded?.undefinedBars ?? 0);
  if (run.openPositions.length > 1) count('several open at the end');
  if (run.summary.minEquity < 0) count('negative equity');
  if (run.summary.maxDrawdown > 0) count('drawdown');
}
