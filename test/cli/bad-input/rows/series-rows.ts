import { expect } from 'vitest';
import type { Row } from '../../../core/data/parquet-samples.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import { runSmall, type SmallRun } from '../small-run.ts';
import { SMALL_ASK, SMALL_BID, SMALL_H4, type SmallSeries, WITH_H4 } from '../small-series.ts';

type Words = readonly (string | RegExp)[];

interface SeriesCase extends SmallRun {
  readonly series: readonly SmallSeries[];
  readonly says?: Words;
  readonly inspect?: BadInputCase['inspect'];
}

function refusal(row: number, input: string, code: string, { series, says = [], ...run }: SeriesCase): BadInputCase {
  return { row, input, code, exitCode: 1, says, isOnlyError: true, call: (project) => runSmall(project, series, run) };
}

function warning(
  row: number,
  input: string,
  code: string | null,
  { series, says = [], inspect, ...run }: SeriesCase,
): BadInputCase {
  const call: BadInputCase['call'] = (project) => runSmall(project, series, run);
  return { row, input, code, exitCode: 0, says, call, ...(inspect === undefined ? {} : { inspect }) };
}

const before = (rows: readonly Row[], time: string): readonly Row[] => rows.filter((row) => row[0] < time);
const from = (rows: readonly Row[], time: string): readonly Row[] => rows.filter((row) => row[0] >= time);
const without = (rows: readonly Row[], every: number): readonly Row[] => rows.filter((_, at) => at % every !== 0);

/** A flat bar of a Saturday, when nobody trades. */
function filler(rows: readonly Row[]): readonly Row[] {
  const saturday = '2024-01-20T12:00:00.000Z';
  const flat: Row = [saturday, 1.1, 1.1, 1.1, 1.1, 0];
  return [...before(rows, saturday), flat, ...from(rows, saturday)];
}

/** The bars under the time at which they close, as some converters write them. */
const labelledAtClose = (rows: readonly Row[]): readonly Row[] =>
  rows.map(([time, ...prices]) => [new Date(Date.parse(time) + 4 * 3_600_000).toISOString(), ...prices]);

const h4 = (change: (rows: readonly Row[]) => readonly Row[]): SmallSeries => ({
  timeframe: 'H4',
  bid: change(SMALL_H4.bid),
  ask: change(SMALL_H4.ask),
});

/** One ask bar of the trading range less than bid bars. */
const ONE_ORPHAN = { ask: SMALL_ASK.filter((_, at) => at !== 200) };

/** Series that do not fit each other, the dates or the warm-up. */
export const SERIES_CASES: readonly BadInputCase[] = [
  refusal(65, 'bid and ask share no time', 'DATA_ALIGN_EMPTY', {
    series: [{ bid: before(SMALL_BID, '2024-01-22'), ask: from(SMALL_ASK, '2024-01-22') }],
    says: [/EURUSD H1/, /2024-01-08T00:00:00Z.*2024-01-2\d.*2024-01-2\d.*2024-02-0/],
  }),
  refusal(66, '3 % of the bars on one side only', 'DATA_ALIGN_LOSS', {
    series: [{ ask: without(SMALL_ASK, 33) }],
    says: [/EURUSD H1: .*[23]\.\d+ %.*1 %/, /bid.*(2024-01-\d\dT\d\d:00:00Z\D+){5}/s],
  }),
  warning(67, '0.2 % of the bars on one side only', 'WARN_ALIGN_LOSS', {
    series: [ONE_ORPHAN],
    says: [/EURUSD H1: .*\b1\b/],
  }),
  refusal(67, '0.2 % of the bars on one side only, with --strict-data', 'DATA_STRICT_WARN_ALIGN_LOSS', {
    series: [ONE_ORPHAN],
    flags: ['--strict-data'],
    says: [/EURUSD H1: .*\b1\b/, '--strict-data'],
  }),
  refusal(68, 'no bars between the dates', 'DATA_RANGE_EMPTY', {
    series: [{}],
    changes: { start_date: '2030-01-01', end_date: '2030-02-01' },
    says: [/2030-01-01.*2030-02-01.*2024-01-08.*2024-02-0/],
  }),
  refusal(69, 'fewer bars than the warm-up', 'DATA_INSUFFICIENT', {
    series: [{}],
    changes: { warmup_bars: 500 },
    says: [/EURUSD H1: 432 bars .*501/],
  }),
  warning(70, 'history that starts after the start date', 'WARN_TRADING_STARTS_LATE', {
    series: [{}],
    changes: { start_date: '2024-01-08' },
    says: [/EURUSD H1: .*2024-01-12T04:00:00Z/],
  }),
  refusal(71, 'a higher timeframe shorter than the warm-up', 'DATA_INSUFFICIENT_HTF', {
    series: [{}, SMALL_H4],
    changes: { ...WITH_H4, warmup_bars: 200, start_date: '2024-01-24' },
    says: [/EURUSD H4: 111 bars .*200/],
  }),
  refusal(72, 'a higher timeframe that begins after the first trading bar', 'DATA_HTF_COVERAGE', {
    series: [{}, h4((rows) => from(rows, '2024-01-18'))],
    changes: WITH_H4,
    says: [/EURUSD H4: .*2024-01-18T00:00:00Z.*2024-01-15T00:00:00Z/],
  }),
  refusal(73, 'a higher timeframe labelled with closing times', 'DATA_HTF_LABEL', {
    series: [{}, h4(labelledAtClose)],
    changes: WITH_H4,
    says: [/EURUSD H4: .*closing times.* %.* %/, /relabel .*opening time/],
  }),
  warning(74, 'a higher timeframe that ends early', 'WARN_HTF_STALE', {
    series: [{}, h4((rows) => before(rows, '2024-01-20'))],
    changes: WITH_H4,
    says: [/EURUSD H4: \d+ of \d+ trading bars/],
    inspect: (project) => expect(project.meta().dataset.governance.htf.H4?.bars_without_value).toBeGreaterThan(100),
  }),
  warning(75, '8 % of the bars missing', 'WARN_GAPS', {
    series: [{ bid: without(SMALL_BID, 12), ask: without(SMALL_ASK, 12) }],
    says: [/EURUSD H1: 35 of 415 .*8\.43 %.* 1 in a row/],
  }),
  warning(76, 'weekend filler candles', null, {
    series: [{ bid: filler(SMALL_BID), ask: filler(SMALL_ASK) }],
    inspect: (project) => {
      const { by_timeframe } = project.meta().dataset.governance.cleanup;
      expect(by_timeframe.H1).toMatchObject({ bid: { out_of_hours_dropped: 1 }, ask: { out_of_hours_dropped: 1 } });
    },
  }),
];
