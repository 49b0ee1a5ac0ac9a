import { Compression } from 'parquet-wasm';
import {
  barColumns,
  type Columns,
  column,
  encodeColumns,
  FLOAT_32,
  patchBytes,
  TEXT,
  timeColumn,
} from '../../../core/data/parquet-samples.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import { runSmall } from '../small-run.ts';
import { SMALL_ASK, type SmallSeries } from '../small-series.ts';

type Words = readonly (string | RegExp)[];

function refusal(row: number, input: string, code: string, series: SmallSeries, says: Words): BadInputCase {
  return {
    row,
    input,
    code,
    exitCode: 1,
    says,
    isOnlyError: true,
    call: (project) => runSmall(project, [series]),
  };
}

/** The sound ask file with columns replaced; undefined removes one. */
function askWith(changes: Readonly<Record<string, Columns[string] | undefined>>): SmallSeries {
  const columns = Object.entries({ ...barColumns(SMALL_ASK), ...changes });
  return {
    ask: encodeColumns(Object.fromEntries(columns.flatMap(([name, values]) => (values ? [[name, values]] : [])))),
  };
}

const ASK = barColumns(SMALL_ASK);
const ASK_TIMES = SMALL_ASK.map(([time]) => time);

/** The close column marked in the file's footer as compressed by a codec that nothing reads. */
function withUnknownCodec(): Uint8Array {
  const name = Buffer.from('Close').toString('hex');
  const file = encodeColumns(barColumns(SMALL_ASK), Compression.SNAPPY);
  return patchBytes(file, `191805${name}1502`, `191805${name}1506`);
}

/** Files that are missing or not what they should be, before a row is looked at. */
export const MARKET_FILE_CASES: readonly BadInputCase[] = [
  {
    row: 46,
    input: 'no data root',
    code: 'DATA_ROOT_NOT_FOUND',
    exitCode: 1,
    says: ['nowhere', 'OMEGA_DATA_PARQUET_ROOT'],
    call: (project) => runSmall(project, [], { environment: { OMEGA_DATA_PARQUET_ROOT: 'nowhere' } }),
  },
  refusal(47, 'no ask file', 'DATA_FILE_NOT_FOUND', { ask: null }, [
    /\] EURUSD H1 ASK: .*EURUSD_H1_ASK\.parquet/,
    /H1 BID/,
  ]),
  refusal(48, 'text for a file', 'DATA_PARQUET_UNREADABLE', { ask: Buffer.from('no Parquet') }, [
    /\] EURUSD H1 ASK: \S/,
  ]),
  refusal(48, 'a truncated file', 'DATA_PARQUET_UNREADABLE', { ask: encodeColumns(ASK).subarray(0, 2000) }, [
    /\] EURUSD H1 ASK: \S/,
  ]),
  refusal(49, 'a codec that nothing reads', 'DATA_CODEC_UNSUPPORTED', { ask: withUnknownCodec() }, [
    /\] EURUSD H1 ASK: .*LZO[\s\S]*SNAPPY/,
  ]),
  refusal(50, 'a column close', 'DATA_MISSING_COLUMN', askWith({ Close: undefined, close: ASK.Close }), [
    /\] EURUSD H1 ASK: .*missing: 'Close'; present: .*'Volume', 'close'/,
  ]),
  refusal(51, 'prices as text', 'DATA_COLUMN_TYPE', askWith({ Open: column(ASK_TIMES.map(String), TEXT) }), [
    /\] EURUSD H1 ASK: column 'Open' .*expected DOUBLE/,
  ]),
  refusal(
    51,
    'prices of 32 bits',
    'DATA_COLUMN_TYPE',
    askWith({
      Low: column(
        ASK_TIMES.map(() => 1),
        FLOAT_32,
      ),
    }),
    [/'Low' has the type FLOAT, expected DOUBLE/],
  ),
  refusal(52, 'times without a zone', 'DATA_TIMEZONE', askWith({ 'UTC time': timeColumn(ASK_TIMES, 'ns', null) }), [
    /none \(local time\)', expected UTC[\s\S]*tz_localize/,
  ]),
  refusal(52, 'Berlin times', 'DATA_TIMEZONE', askWith({ 'UTC time': timeColumn(ASK_TIMES, 'ns', 'Europe/Berlin') }), [
    /Europe\/Berlin', expected UTC[\s\S]*tz_convert/,
  ]),
  refusal(53, 'a file without rows', 'DATA_EMPTY', { ask: [] }, [/\] EURUSD H1 ASK: /]),
];
