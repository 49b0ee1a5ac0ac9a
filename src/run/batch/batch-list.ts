import path from 'node:path';
import { readNamedFile } from '../../config/read-config.ts';
import { UsageError } from '../../core/types/errors.ts';

const CONFIG_FILE = /\.json$/i;

/**
 * Configuration files that the words of a batch name, in their order: a word that ends in `.json` is one; any
 * other is a text file with one configuration per line, relative to its folder. Empty lines and lines that begin
 * with `#` are passed over.
 * @throws UsageError where a list cannot be read or names nothing
 */
export async function expandBatchList(words: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const word of words) files.push(...(CONFIG_FILE.test(word) ? [word] : await readList(word)));
  return files;
}

async function readList(file: string): Promise<readonly string[]> {
  const text = new TextDecoder().decode(await readNamedFile(file));
  const lines = text.split('\n').map((line) => line.trim());
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (entries.length === 0) {
    throw new UsageError('USAGE', 'the list names no configuration', {
      where: file,
      hint: 'write one configuration file per line',
      details: { path: file },
    });
  }
  return entries.map((entry) => (path.isAbsolute(entry) ? entry : path.join(path.dirname(file), entry)));
}
