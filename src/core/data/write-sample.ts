import { type WriteOptions, type WrittenFile, writeMarketFiles } from './market-files.ts';
import { type SampleOptions, synthesizeSample } from './synthesize-bars.ts';

/** Writes the synthetic sample below a data root; equal options give files of equal bytes. */
export function writeSample(root: string, sample: SampleOptions, options: WriteOptions): Promise<WrittenFile[]> {
  return writeMarketFiles(root, synthesizeSample(sample), options);
}
