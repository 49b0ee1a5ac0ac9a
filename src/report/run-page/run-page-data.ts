import type { DefinedFigure, NamedText } from '../page/defined-figure.ts';

/** Everything on the page of a run; money in account currency, times in ms of UTC. Figures as the artifacts have them. */
export interface RunPageData {
  readonly runId: string;
  readonly strategy: string;
  readonly symbol: string;
  readonly timeframe: string;
  readonly currency: string;
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  readonly firstTime: number;
  readonly lastTime: number;
  readonly barCount: number;
  readonly initialBalance: number;
  readonly finalEquity: number;
  readonly openPositions: number;
  /** Contract metrics as `metrics.json` has them, then the others. */
  readonly metrics: readonly DefinedFigure[];
  readonly candles: CandleData;
  readonly equity: EquityData;
  readonly trades: TradeData;
  readonly months: readonly PeriodData[];
  readonly years: readonly PeriodData[];
  readonly drawdowns: readonly DrawdownData[];
  readonly groups: readonly GroupTableData[];
  /** Null where the execution variant does not let them be told. */
  readonly costs: CostData | null;
  readonly provenance: readonly NamedText[];
  /** Words of the command line that repeat the run, and what they need. */
  readonly reproduction: { readonly command: string; readonly note: string };
  /** Configuration of the run, seed included, as JSON text. */
  readonly configuration: string;
}

/** Bid candles, all columns as integer texts. */
export interface CandleData {
  readonly count: number;
  /** Loaded bars that one candle stands for; more than 1 where the run has more bars than a page can hold. */
  readonly barsPerCandle: number;
  /** Differences of open times in units of `timeUnit` ms. */
  readonly times: string;
  readonly timeUnit: number;
  /** Prices in units of the last decimal; see `candleData` for what the columns are relative to. */
  readonly opens: string;
  readonly closes: string;
  readonly highs: string;
  readonly lows: string;
}

/** Rows of `equity.csv`, one a candle from `firstCandle` on; differences as integer texts. */
export interface EquityData {
  readonly firstCandle: number;
  /** In hundredths of the account currency. */
  readonly equity: string;
  /** In hundredths of the account currency. */
  readonly balance: string;
  /** In millionths. */
  readonly drawdown: string;
}

/** Columns of the closed trades, in the order of `trades.json`. */
export interface TradeData {
  readonly count: number;
  readonly entryTime: readonly number[];
  readonly exitTime: readonly number[];
  /** Candles of fill and exit. */
  readonly fillCandle: readonly number[];
  readonly exitCandle: readonly number[];
  readonly direction: readonly string[];
  readonly size: readonly number[];
  readonly entryPrice: readonly number[];
  readonly exitPrice: readonly number[];
  readonly initialStopLoss: readonly number[];
  readonly stopLoss: readonly number[];
  readonly takeProfit: readonly (number | null)[];
  readonly result: readonly number[];
  readonly fees: readonly number[];
  readonly rMultiple: readonly number[];
  readonly reason: readonly string[];
  readonly scenario: readonly number[];
  readonly holdingBars: readonly number[];
  /** In units of the initial stop distance, 6 decimals. */
  readonly adverse: readonly number[];
  readonly favourable: readonly number[];
}

export interface PeriodData {
  readonly period: string;
  readonly result: number;
  readonly share: number | null;
  readonly trades: number;
}

export interface DrawdownData {
  readonly start: number;
  readonly lowest: number;
  readonly recovery: number | null;
  readonly depth: number;
  readonly share: number;
  readonly bars: number;
}

export interface GroupTableData {
  readonly title: string;
  readonly rows: readonly {
    readonly name: string;
    readonly trades: number;
    readonly wins: number;
    readonly result: number;
    readonly averageR: number;
  }[];
}

export interface CostData {
  /** Sum of all winning trades before fees. */
  readonly grossProfit: number;
  readonly spread: number;
  readonly slippage: number;
  readonly fees: number;
  readonly profitBeforeCosts: number;
}
