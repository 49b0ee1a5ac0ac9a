import { mkdirSync, writeFileSync } from 'node:fs';
import { createBenchProjects } from '../project/bench-projects.ts';
import { compareSearches, type SearchComparison } from './compare-searches.ts';
import { type OptunaResults, readOptuna, runOptuna } from './optuna-results.ts';
import { publishedProblems } from './problems.ts';
import { realProblems } from './real-problems.ts';
import type { SearchProblem } from './search-problem.ts';

const TRIALS = 200;
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
const KEPT = 'bench/results/optuna-search.json';

/**
 * Prints how good the searches are, as the table of `docs/performance.md`: `npm run bench:search`. What Optuna
 * finds is kept in `bench/results/optuna-search.json`; a file like that as an argument saves doing it again.
 */
const projects = await createBenchProjects();
try {
  const published = publishedProblems();
  const real = projects.real === null ? [] : await realProblems(projects.real);
  const optuna = await optunaResults(published, real);
  console.log(
    `${TRIALS} trials, ${SEEDS.length} seeds, ${optuna === null ? 'without Optuna' : `Optuna ${optuna.version}`}` +
      `${projects.real === null ? ', without the real sweeps: there are no real bars' : ''}\n`,
  );
  console.log('| problem | minimum | sampler | omega | p | Optuna | p |\n| --- | --- | --- | --- | --- | --- | --- |');
  for (const problem of [...published, ...real]) {
    for (const row of compareSearches([problem], TRIALS, SEEDS, optuna)) console.log(lineOf(problem, row));
  }
} finally {
  projects.remove();
}

/** Kept results, and those of the problems that are missing there. */
async function optunaResults(
  published: readonly SearchProblem[],
  real: readonly SearchProblem[],
): Promise<OptunaResults | null> {
  const [file] = process.argv.slice(2);
  const kept = file === undefined ? { version: '', best: {} } : readOptuna(file);
  const isMissing = ({ name }: SearchProblem): boolean => !(name in kept.best);
  const functions = published.filter(isMissing).map(({ name }) => name);
  const served = real.filter(isMissing);
  if (functions.length + served.length === 0) return kept;
  const found = await runOptuna({ trials: TRIALS, seeds: SEEDS, functions, served });
  if (found === null) return file === undefined ? null : kept;
  const all = { version: found.version, best: { ...kept.best, ...found.best } };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(KEPT, JSON.stringify(all));
  return all;
}

function lineOf({ minimum }: SearchProblem, row: SearchComparison): string {
  const figures = [row.median, row.betterThanRandom, row.optunaMedian, row.worseThanOptuna].map(cellOf);
  return `| ${[row.problem, cellOf(minimum), row.sampler, ...figures].join(' | ')} |`;
}

function cellOf(value: number | null): string {
  if (value === null) return '–';
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(4)));
}
