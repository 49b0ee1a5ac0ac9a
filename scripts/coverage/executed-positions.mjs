import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decode } from '@jridgewell/sourcemap-codec';

const BUILT = pathToFileURL(`${path.resolve('dist')}/`).href;

/**
 * What processes and threads that ran the built program have executed, in terms of the sources: node writes
 * the counts of the built files (`NODE_V8_COVERAGE`), their source maps lead back.
 * @returns by source file, the positions that the built program still has and whether one ran, ascending;
 *   lines start at 1, columns at 0
 */
export function executedPositions(folder) {
  const scripts = new Map();
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    for (const { url, functions } of JSON.parse(readFileSync(path.join(folder, name), 'utf8')).result) {
      if (!url.startsWith(BUILT)) continue;
      if (!scripts.has(url)) scripts.set(url, readScript(fileURLToPath(url)));
      markExecuted(scripts.get(url), functions);
    }
  }
  const positions = new Map();
  for (const { segments } of scripts.values()) {
    for (const { file, ...position } of segments) {
      if (!positions.has(file)) positions.set(file, []);
      positions.get(file).push(position);
    }
  }
  for (const list of positions.values()) list.sort((left, right) => left.line - right.line || left.column - right.column);
  return positions;
}

/** A built file with all places that its map knows. */
function readScript(file) {
  const code = readFileSync(file, 'utf8');
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const sources = map.sources.map((source) => path.resolve(path.dirname(file), source));
  const mappings = decode(map.mappings);
  const segments = [];
  let lineStart = 0;
  for (const [index, line] of code.split('\n').entries()) {
    for (const [column, source, sourceLine, sourceColumn] of mappings[index] ?? []) {
      if (source === undefined) continue;
      segments.push({
        offset: lineStart + column,
        file: sources[source],
        line: sourceLine + 1,
        column: sourceColumn,
        hasRun: false,
      });
    }
    lineStart += line.length + 1;
  }
  return { length: code.length, segments };
}

/** Of nested ranges the innermost counts; outer ones come first. */
function markExecuted({ length, segments }, functions) {
  const counts = new Int32Array(length);
  const ranges = functions.flatMap((each) => each.ranges);
  ranges.sort((left, right) => left.startOffset - right.startOffset || right.endOffset - left.endOffset);
  for (const { startOffset, endOffset, count } of ranges) counts.fill(count, startOffset, endOffset);
  for (const segment of segments) if (counts[segment.offset] > 0) segment.hasRun = true;
}
