import type { Dataset } from '../types/dataset.ts';
import { assembleDataset, type DatasetRequest } from './assemble-dataset.ts';
import { type DecodeColumns, decodeColumns } from './decode-columns.ts';
import { readNewsTable, readSideFile } from './side-file.ts';

export type { DatasetRequest } from './assemble-dataset.ts';

/**
 * Loads the market, rate and news files of a run; throws `MarketDataError` at the first violated rule.
 *
 * @param decode for files that the column cache does not have
 */
export function loadDataset(request: DatasetRequest, decode: DecodeColumns = decodeColumns): Promise<Dataset> {
  return assembleDataset(request, {
    readSideFile: (side) => readSideFile(side, decode),
    readNewsTable: (file, cacheFolder) => readNewsTable(file, cacheFolder, decode),
  });
}
