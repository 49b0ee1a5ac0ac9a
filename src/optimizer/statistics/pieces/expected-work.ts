import { countSplits } from '../cross-validation-splits.ts';
import { isMissing } from '../figure.ts';
import { choosePboBlocks } from '../pbo.ts';
import type { SweepStatisticsInput } from '../sweep-statistics-input.ts';
import type { PieceKind } from './piece-kinds.ts';

/** About how long each kind of work takes one thread, milliseconds. */
export type ExpectedWork = Readonly<Record<PieceKind, number>>;

/** Nanoseconds on one core of 2020; only their proportions matter. */
const MOMENT_NS = 15;
const CORRELATION_NS = 3;
const SPLIT_NS = 22;
const SUPERIORITY_NS = 8;
const RESAMPLE_NS = 0.6;
const DRAW_NS = 35;
const DISTANCE_NS = 8;
const NS_PER_MS = 1e6;

/** Estimates the work from the sizes of what is computed: for a display, and to tell whether threads are worth it. */
export function expectWork(input: SweepStatisticsInput): ExpectedWork {
  const { daily, settings, selected, search, pValueResamples } = input;
  const { days, columns } = isMissing(daily) ? { days: 0, columns: 0 } : daily.matrix;
  const trades = isMissing(selected.trades) ? 0 : selected.trades.net.length;
  const { methods, resamples } = settings.monte_carlo;
  const blocks = choosePboBlocks(days, settings.pbo.blocks);
  const { count, axes } = search.points;
  const values = days * columns;
  const nanoseconds: ExpectedWork = {
    moments: values * MOMENT_NS,
    splits: isMissing(blocks) ? 0 : countSplits(blocks) * columns * SPLIT_NS,
    correlation: values * CORRELATION_NS,
    superiority: values * SUPERIORITY_NS,
    resamples: values * settings.spa.resamples * RESAMPLE_NS,
    tradePValues: 2 * pValueResamples * trades * DRAW_NS,
    tradePaths: methods.length * resamples * trades * DRAW_NS,
    distances: search.layout === 'grid' ? 0 : count * count * axes.length * DISTANCE_NS,
  };
  const kinds = Object.entries(nanoseconds) as [PieceKind, number][];
  return Object.fromEntries(kinds.map(([kind, time]) => [kind, time / NS_PER_MS])) as Record<PieceKind, number>;
}

/** Milliseconds of all kinds together. */
export function totalWork(work: ExpectedWork): number {
  return Object.values(work).reduce((sum, time) => sum + time, 0);
}
