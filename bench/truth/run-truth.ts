import type { Truth } from './invented-market.ts';
import { searchInventedMarket, type TruthResult } from './truth-sweep.ts';

/**
 * Searches markets whose truth is known (`npm run bench:truth`) and counts how often the statistics find it out.
 * Ends with exit code 1 where they do not.
 */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const WORKERS = 2;
const SIGNIFICANT = 0.95;
/** Of ten: noise that may be called significant, and edges that must be. */
const MOST_FALSE_ALARMS = 1;
const FEWEST_FOUND_EDGES = 9;
/** Half of the splits, less what ten seeds scatter. */
const LEAST_MEAN_PBO_OF_NOISE = 0.4;

async function searchAll(truth: Truth): Promise<readonly TruthResult[]> {
  const results: TruthResult[] = [];
  for (const seed of SEEDS) results.push(await searchInventedMarket(seed, truth, WORKERS));
  return results;
}

function printTable(truth: Truth, results: readonly TruthResult[]): void {
  const line = ({ seed, pbo, psr, dsr, spa, trades, conclusion }: TruthResult) =>
    `| ${[seed, ...[pbo, psr, dsr, spa].map((value) => value.toFixed(3)), trades, conclusion].join(' | ')} |`;
  const head = [
    '| seed | pbo | psr_zero | dsr | spa_p_value | trades | verdict |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  console.log([`${truth}:`, ...head, ...results.map(line), ''].join('\n'));
}

function countSignificant(results: readonly TruthResult[], pick: (result: TruthResult) => number): number {
  return results.filter((result) => pick(result) >= SIGNIFICANT).length;
}

function meanPbo(results: readonly TruthResult[]): number {
  return results.reduce((sum, { pbo }) => sum + pbo, 0) / results.length;
}

async function main(): Promise<void> {
  const noise = await searchAll('noise');
  printTable('noise', noise);
  const edge = await searchAll('edge');
  printTable('edge', edge);
  const falseAlarms = countSignificant(noise, ({ dsr }) => dsr);
  const found = countSignificant(edge, ({ dsr }) => dsr);
  const checks = [
    [`mean pbo of noise: ${meanPbo(noise).toFixed(3)}`, meanPbo(noise) >= LEAST_MEAN_PBO_OF_NOISE],
    [`noise called significant: ${falseAlarms} of ${SEEDS.length}`, falseAlarms <= MOST_FALSE_ALARMS],
    [`edges found: ${found} of ${SEEDS.length}`, found >= FEWEST_FOUND_EDGES],
    [`noise significant without deflation (psr_zero): ${countSignificant(noise, ({ psr }) => psr)}`, true],
  ] as const;
  for (const [text, holds] of checks) console.log(`${holds ? 'ok    ' : 'FAILED'} ${text}`);
  if (checks.some(([, holds]) => !holds)) process.exitCode = 1;
}

await main();
