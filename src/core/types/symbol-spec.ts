/** Contract facts of one symbol (`execution.md` 10.1, `data-and-config.md` 9.4). */
export interface SymbolSpec {
  readonly symbol: string;
  /** Units of the base currency per lot. */
  readonly contractSize: number;
  readonly tickSize: number;
  readonly tickValue: number;
  /** Null if the file lacks it; then `costs.pip_size` must be set (`v1_parity`: 0.0001). */
  readonly pipSize: number | null;
  readonly volumeMin: number;
  readonly volumeStep: number;
  readonly volumeMax: number;
  readonly minStopDistancePips: number;
  /** Currency of prices and results, three letters. */
  readonly quoteCurrency: string;
}

export type CommissionSchema = 'per_lot' | 'per_million_notional' | 'percent_of_notional';

/** Commission of one symbol after merging defaults and overrides (`execution.md` 8.1). */
export interface CommissionSettings {
  readonly schema: CommissionSchema;
  readonly side: 'entry' | 'exit' | 'both';
  /** Null: the account currency. */
  readonly feeCurrency: string | null;
  readonly perLot: number;
  readonly ratePerMillion: number;
  readonly percent: number;
  readonly minFee: number;
}

/** What the costs file says about one symbol (`data-and-config.md` 9.5). */
export interface CostSpec {
  readonly fixedSlippagePips: number;
  readonly randomSlippagePips: number;
  /** `defaults.pip_buffer_factor` of the file, 0.5 where absent. */
  readonly pipBufferFactor: number;
  readonly commission: CommissionSettings;
}
