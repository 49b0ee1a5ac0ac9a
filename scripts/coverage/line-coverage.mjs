import { readFileSync } from 'node:fs';

/**
 * Lines of all source files with whether they ran: in the tests themselves, or in a program that a test
 * started. A line has run if a statement that starts in it has; statements come from the sources, so the
 * bundler cannot add or remove lines.
 * @param file the report `coverage-final.json` of the test runner
 * @param positions `executedPositions` of the programs
 * @returns by source file, line number to whether it ran
 */
export function lineCoverage(file, positions) {
  const lines = new Map();
  for (const { path, statementMap, s: counts } of Object.values(JSON.parse(readFileSync(file, 'utf8')))) {
    const executed = positions.get(path) ?? [];
    const ran = new Map();
    for (const [id, { start, end }] of Object.entries(statementMap)) {
      const hasRun = counts[id] > 0 || hasStatementRun(start, end, executed);
      ran.set(start.line, hasRun || (ran.get(start.line) ?? false));
    }
    lines.set(path, ran);
  }
  return lines;
}

/**
 * A bundler rewrites statements, so the built program may have lost the place where one starts; the first
 * place of the statement that it has kept is executed with it.
 */
function hasStatementRun(start, end, executed) {
  const first = executed.find((position) => !isBefore(position, start));
  // A statement that goes on to the end of its line has no last column.
  const last = { line: end.line, column: end.column ?? Number.POSITIVE_INFINITY };
  if (first === undefined || isBefore(last, first)) return false;
  return executed.some(({ line, column, hasRun }) => hasRun && line === first.line && column === first.column);
}

function isBefore(left, right) {
  return left.line < right.line || (left.line === right.line && left.column < right.column);
}
