import type { ImportReport } from '../../core/data/import/import-bars.ts';
import { count, countOf } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderWrittenFiles } from './render-written-files.ts';
import { shownPath } from './shown-path.ts';

/** What was read, what was dropped, and the files as they lie below the root now. */
export function renderImport(report: ImportReport, shownRoot: string, workingDirectory: string, width: number): string {
  const { sources, files, duplicatesDropped, symbol, timeframe } = report;
  const facts: Fact[] = sources.map(({ file, format, lines }) => [
    shownPath(file, workingDirectory),
    `${format}, ${countOf(lines, 'line')}`,
  ]);
  for (const [side, dropped] of Object.entries(duplicatesDropped)) {
    if (dropped > 0) facts.push([`repeated ${side} lines dropped`, count(dropped)]);
  }
  const next = `check both sides together: omega data validate ${symbol} ${timeframe}\n`;
  return `${renderFacts(facts, width)}\n${renderWrittenFiles(files, shownRoot, width)}${next}`;
}
