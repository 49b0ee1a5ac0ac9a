import { compareSearches, type SearchComparison } from './compare-searches.ts';
import { readOptuna, runOptuna } from './optuna-results.ts';
import { PROBLEMS } from './problems.ts';

const TRIALS = 200;
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

/** Prints how good the searches are, as the table of `docs/performance.md`: `npm run bench:search`. */
const [kept] = process.argv.slice(2);
const optuna = kept === undefined ? runOptuna(TRIALS, SEEDS) : readOptuna(kept);
console.log(
  `${TRIALS} trials, ${SEEDS.length} seeds, ${optuna === null ? 'without Optuna' : `Optuna ${optuna.version}`}\n`,
);
console.log('| function | minimum | sampler | omega | p | Optuna | p |\n| --- | --- | --- | --- | --- | --- | --- |');
for (const row of compareSearches(PROBLEMS, TRIALS, SEEDS, optuna)) console.log(lineOf(row));

function lineOf(row: SearchComparison): string {
  const minimum = PROBLEMS.find(({ name }) => name === row.problem)?.minimum ?? Number.NaN;
  const cells = [row.median, row.betterThanRandom, row.optunaMedian, row.worseThanOptuna].map(cellOf);
  return `| ${[row.problem, minimum, row.sampler, ...cells].join(' | ')} |`;
}

function cellOf(value: number | null): string {
  if (value === null) return '–';
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(4)));
}
