import { isMissing, type NotAvailable, notAvailable } from './figure.ts';
import { choosePboBlocks, computePbo, type PboResult } from './pbo.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';
import type { SweepStatisticsInput, TrialColumns } from './sweep-statistics-input.ts';

/** Below this many columns the report calls the figure indicative (`optimizer.md` 12.1). */
const MIN_RELIABLE_COLUMNS = 10;

export interface PboSection extends PboResult {
  /** Too few columns for more than a hint. */
  readonly isIndicative: boolean;
}

/** PBO over the informative columns, missing below two of them or with too few days. */
export async function crossValidate(
  { settings }: SweepStatisticsInput,
  { matrix }: TrialColumns,
  informative: Int32Array,
  runner: PieceRunner,
): Promise<PboSection | NotAvailable> {
  if (informative.length < 2) return notAvailable('fewer than two trials have a usable series');
  const blocks = choosePboBlocks(matrix.days, settings.pbo.blocks);
  if (isMissing(blocks)) return blocks;
  const result = await computePbo(matrix, informative, blocks, settings.pbo.statistic, runner);
  return { ...result, isIndicative: informative.length < MIN_RELIABLE_COLUMNS };
}
