import { readFileSync } from 'node:fs';
import type { MetricsInput } from '../../../src/core/metrics/metrics-input.ts';
import { readFixture } from './read-fixture.ts';
import { summariseEquity } from './summarise-equity.ts';
import { tradeColumns } from './trade-columns.ts';

interface ExampleFile {
  readonly inputs: {
    readonly initial_balance: number;
    readonly risk_per_trade: number;
    readonly trades: readonly { readonly direction: string; readonly result: number; readonly fees: number }[];
    readonly equity: readonly (readonly [number, number])[];
  };
  readonly intermediate: {
    readonly r_multiples: readonly number[];
    readonly daily_equity: readonly number[];
    readonly daily_returns: readonly number[];
    readonly years: number;
    readonly total_return: number;
    readonly trade_net: readonly number[];
  };
  readonly expected_unrounded: Readonly<Record<string, number>>;
  readonly expected_metrics_json: Readonly<Record<string, number>>;
  readonly expected_extended_unrounded: Readonly<Record<string, number>>;
}

const PATH = 'metrics/metrics.json';

/** The worked example of `metrics.md` 13.1 with its expected figures. */
export const workedExample = readFixture<ExampleFile>(PATH);

/** The same example as input of `computeMetrics`. */
export function workedExampleInput(): MetricsInput {
  const { inputs } = workedExample;
  const openTimes = millisecondsOf(/\[(\d+)000000, /g);
  const entryTimes = millisecondsOf(/"entry_time_ns": (\d+)000000/g);
  const exitTimes = millisecondsOf(/"exit_time_ns": (\d+)000000/g);
  const barOf = (time: number): number => openTimes.indexOf(time);
  const trades = tradeColumns(
    inputs.trades.map((trade, i) => ({
      positionId: i + 1,
      direction: trade.direction === 'long' ? 1 : -1,
      entryBar: barOf(entryTimes[i] as number),
      exitBar: barOf(exitTimes[i] as number),
      result: trade.result,
      entryFee: trade.fees / 2,
      exitFee: trade.fees / 2,
    })),
  );
  const equity = Float64Array.from(inputs.equity, ([, value]) => value);
  return {
    trades,
    openTimes,
    riskPerTrade: inputs.risk_per_trade,
    initialBalance: inputs.initial_balance,
    feesTotal: inputs.trades.reduce((sum, trade) => sum + trade.fees, 0),
    equity: summariseEquity(openTimes, equity, inputs.initial_balance),
  };
}

/** Times are read from the text: as nanoseconds they exceed what a double holds exactly. */
function millisecondsOf(pattern: RegExp): Float64Array {
  const text = readFileSync(new URL(`../../fixtures/${PATH}`, import.meta.url), 'utf8');
  return Float64Array.from(text.matchAll(pattern), (match) => Number(match[1]));
}
