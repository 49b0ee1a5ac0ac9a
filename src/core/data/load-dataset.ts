import type { Dataset } from '../types/dataset.ts';
import { assembleDataset, type DatasetRequest } from './assemble-dataset.ts';
import { readNewsTable, readSideFile } from './side-file.ts';

export type { DatasetRequest } from './assemble-dataset.ts';

/** Loads the market, rate and news files of a run; throws `MarketDataError` at the first violated rule. */
export function loadDataset(request: DatasetRequest): Promise<Dataset> {
  return assembleDataset(request, { readSideFile, readNewsTable });
}
