import { expect } from 'vitest';
import type { Row } from '../../../core/data/parquet-samples.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import { runSmall } from '../small-run.ts';
import { changeRow, SMALL_ASK, SMALL_H4, shiftRows, WITH_H4 } from '../small-series.ts';

/** A row of the trading range, and where its message says it is. */
const ROW = 200;
const TIME = SMALL_ASK[ROW]?.[0].replace('.000Z', 'Z') ?? '';
const PLACE = `EURUSD H1 ASK row ${ROW} (${TIME}): `;

type Words = readonly (string | RegExp)[];

function refusal(row: number, input: string, code: string, ask: readonly Row[], says: Words): BadInputCase {
  return {
    row,
    input,
    code,
    exitCode: 1,
    says,
    isOnlyError: true,
    call: (project) => runSmall(project, [{ ask }]),
  };
}

const askWith = (change: (row: Row) => Row): readonly Row[] => changeRow(SMALL_ASK, ROW, change);

/** The rows with one of them once more. */
function repeated(change: (row: Row) => Row): readonly Row[] {
  const row = SMALL_ASK[ROW] as Row;
  return [...SMALL_ASK.slice(0, ROW + 1), change(row), ...SMALL_ASK.slice(ROW + 1)];
}

/** Higher timeframes whose ask side lies below the bid in one bar. */
const CROSSED_H4 = {
  ...SMALL_H4,
  ask: changeRow(SMALL_H4.ask, 60, (row) => shiftRows([row], -0.01)[0] as Row),
};

const CROSSED_ASK = changeRow(SMALL_ASK, ROW, (row) => shiftRows([row], -0.01)[0] as Row);

const MINUTES: readonly Row[] = SMALL_ASK.slice(0, 100).map(([, ...prices], minute) => [
  new Date(Date.UTC(2024, 0, 15, 0, minute)).toISOString(),
  ...prices,
]);

/** Rows that break a rule. */
export const MARKET_ROW_CASES: readonly BadInputCase[] = [
  refusal(
    54,
    'a null price',
    'DATA_NULL_VALUE',
    askWith(([time, , ...rest]) => [time, null, ...rest]),
    [PLACE, /Open/],
  ),
  refusal(
    55,
    'a price that is no number',
    'DATA_NON_FINITE',
    askWith(([time, open, high, low, , volume]) => [time, open, high, low, Number.NaN, volume]),
    [PLACE, /Close.*NaN/],
  ),
  refusal(
    55,
    'an infinite price',
    'DATA_NON_FINITE',
    askWith(([time, open, , ...rest]) => [time, open, Number.POSITIVE_INFINITY, ...rest]),
    [PLACE, /High.*Infinity/],
  ),
  refusal(
    56,
    'a price of 0',
    'DATA_NON_POSITIVE_PRICE',
    askWith(([time, open, high, , ...rest]) => [time, open, high, 0, ...rest]),
    [PLACE, /Low.* 0/],
  ),
  refusal(
    57,
    'a high below the close',
    'DATA_OHLC',
    askWith(([time, open, , low, close, volume]) => [time, open, low, low, close, volume]),
    [PLACE, /\d\.\d+.*\d\.\d+.*\d\.\d+.*\d\.\d+/],
  ),
  refusal(
    58,
    'a negative volume',
    'DATA_NEGATIVE_VOLUME',
    askWith(([time, open, high, low, close]) => [time, open, high, low, close, -1]),
    [PLACE, /-1/],
  ),
  refusal(
    59,
    'rows out of order',
    'DATA_OUT_OF_ORDER',
    askWith(([, ...prices]) => ['2024-01-08T00:00:00.000Z', ...prices]),
    [`EURUSD H1 ASK row ${ROW} (2024-01-08T00:00:00Z): `, SMALL_ASK[ROW - 1]?.[0].replace('.000Z', 'Z') ?? ''],
  ),
  {
    row: 60,
    input: 'a row that occurs twice',
    code: null,
    exitCode: 0,
    call: (project) => runSmall(project, [{ ask: repeated((row) => row) }]),
    inspect: (project) => {
      const { by_timeframe } = project.meta().dataset.governance.cleanup;
      expect(by_timeframe.H1?.ask?.duplicates_dropped).toBe(1);
    },
  },
  refusal(
    61,
    'one time with two closes',
    'DATA_DUPLICATE_DIVERGENT',
    repeated(([time, open, high, low, , volume]) => [time, open, high, low, low, volume]),
    [`EURUSD H1 ASK row ${ROW + 1} (${TIME}): `, new RegExp(`row ${ROW}\\b`)],
  ),
  refusal(
    62,
    'a bar off the grid',
    'DATA_OFF_GRID',
    askWith(([time, ...prices]) => [time.replace(':00:00.', ':03:00.'), ...prices]),
    [`EURUSD H1 ASK row ${ROW} (${TIME.replace(':00:00Z', ':03:00Z')}): `],
  ),
  refusal(63, 'minutes in an hourly file', 'DATA_OFF_GRID', MINUTES, [/file content looks like M1/]),
  refusal(64, 'bid above ask', 'DATA_SPREAD', CROSSED_ASK, [
    `EURUSD H1 (${TIME}): `,
    /ask open \d\.\d+ is below bid open \d\.\d+/,
    /1 crossed bar.*omega data repair EURUSD/,
  ]),
  {
    row: 64,
    input: 'bid above ask in the parity variant',
    code: 'WARN_CROSSED_QUOTES',
    exitCode: 0,
    says: [/EURUSD H1/],
    call: (project) => runSmall(project, [{ ask: CROSSED_ASK }], { changes: { execution_variant: 'v1_parity' } }),
  },
  {
    row: 64,
    input: 'bid above ask on a higher timeframe',
    code: 'WARN_CROSSED_QUOTES',
    exitCode: 0,
    says: [/EURUSD H4/],
    call: (project) => runSmall(project, [{}, CROSSED_H4], { changes: WITH_H4 }),
  },
];
