import type { NamedText } from '../page/defined-figure.ts';

/** Everything on the page of a comparison; figures as the artifacts have them, times in ms of UTC. */
export interface ComparisonPageData {
  /** `A`, `B`, one an input. */
  readonly labels: readonly string[];
  /** What each input is, what is wrong with it, and how each pair compares, in words. */
  readonly facts: readonly NamedText[];
  readonly overlay: OverlayData;
  readonly metrics: readonly ComparedFigure[];
  readonly configuration: readonly ComparedText[];
  readonly pairs: readonly PairData[];
  /** Hashes and versions. */
  readonly provenance: readonly ComparedText[];
}

/** Growth of the equity of all inputs on one time axis. */
export interface OverlayData {
  /** Open time of the last bar of each point, ascending. */
  readonly times: readonly number[];
  /** Bars that a point stands for. */
  readonly barsPerPoint: number;
  /** For each input a value a point, in percent of its initial balance, 4 decimals; null where it has no bar. */
  readonly growth: readonly (readonly (number | null)[])[];
}

/** A metric of all inputs. */
export interface ComparedFigure {
  readonly key: string;
  readonly description: string;
  readonly decimals: number;
  readonly isEqual: boolean;
  /** One an input; null is "n/a". */
  readonly values: readonly (number | null)[];
}

/** A text of all inputs; null where one has none. */
export interface ComparedText {
  readonly key: string;
  readonly values: readonly (string | null)[];
}

/** Trades of an input against those of the first. */
export interface PairData {
  readonly label: string;
  readonly firstCount: number;
  readonly otherCount: number;
  /** The first trade that differs in anything but notes; null where all are equal. */
  readonly divergence: DivergenceData | null;
  /** The first one that differs in what happened, whatever the figures. */
  readonly eventDivergence: DivergenceData | null;
  /** The first one whose notes (`meta`) differ. */
  readonly metaDivergence: DivergenceData | null;
}

export interface DivergenceData {
  /** From 0, as in `trades.json`. */
  readonly index: number;
  /** Fields that differ, with the values of both. */
  readonly fields: readonly ComparedText[];
}
