import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/program.ts';
import type { ReportTable, SectionReport } from '../section.ts';
import { findSection } from '../sections.ts';
import { describeMachine } from './machine-facts.ts';
import { cellsOf, targetCells } from './render-report.ts';
import { type BenchResults, reportOf } from './write-results.ts';

const PAGE = path.join(PACKAGE_ROOT, 'docs/performance.md');
const PLOT = path.join(PACKAGE_ROOT, 'docs/growth.svg');
const BEGIN = '<!-- last run: begin, written by npm run bench -- --record -->';
const END = '<!-- last run: end -->';

/** Puts the tables of a run between the marks of the documentation page, and the plot beside it. */
export function recordResults(results: BenchResults, plot: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`docs/performance.md lacks the marks ${BEGIN} and ${END}`);
  writeFileSync(PAGE, `${page.slice(0, begin)}${BEGIN}\n\n${resultsPage(results)}\n${page.slice(end)}`);
  writeFileSync(PLOT, plot);
}

function resultsPage({ machine, sections }: BenchResults): string {
  const measured = Object.entries(sections).flatMap(([name, result]) => {
    const report = reportOf(result);
    return report === null ? [] : [{ name, report }];
  });
  const targets = measured.flatMap(({ report }) => report.targets.map(targetCells));
  return [
    `${describeMachine(machine)}.`,
    markdownTable(['target', 'measured', 'wanted', ''], targets),
    ...measured.map(({ name, report }) => sectionPage(findSection(name).title, report)),
    '![How cost grows](growth.svg)\n',
  ].join('\n\n');
}

function sectionPage(title: string, { tables, remarks = [] }: SectionReport): string {
  return [`### ${title}`, ...tables.map(tablePage), ...remarks].join('\n\n');
}

function tablePage(table: ReportTable): string {
  const [titles, ...rows] = cellsOf(table);
  return `${table.title}\n\n${markdownTable(titles, rows)}`;
}

function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(titles.map((_, column) => (column === 0 ? '---' : '--:')));
  return [line(titles), rule, ...rows.map(line)].join('\n');
}
