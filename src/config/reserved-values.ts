/** A value that the file format knows and this version refuses. */
export interface ReservedValue {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** By path and value, in the form in which texts are checked. */
const RESERVED_VALUES: Readonly<Record<string, Readonly<Record<string, ReservedValue>>>> = {
  data_mode: {
    tick: {
      code: 'CFG_TICK_UNSUPPORTED',
      message: '"tick" is not supported: this version works on candles only',
      hint: 'use "candle"',
    },
  },
  'timeframes.additional_source': {
    aggregate_from_primary: {
      code: 'CFG_AGGREGATION_UNSUPPORTED',
      message: '"aggregate_from_primary" is not supported: every timeframe comes from its own files',
      hint: 'use "separate_parquet"',
    },
  },
  end_of_data: {
    close_at_market: {
      code: 'CFG_UNSUPPORTED',
      message: '"close_at_market" is reserved and not available in this version',
      hint: 'the value that works: "keep_open"',
    },
  },
};

export function findReservedValue(path: string, value: string): ReservedValue | undefined {
  if (!Object.hasOwn(RESERVED_VALUES, path)) return undefined;
  const values = RESERVED_VALUES[path];
  return Object.hasOwn(values, value) ? values[value] : undefined;
}
