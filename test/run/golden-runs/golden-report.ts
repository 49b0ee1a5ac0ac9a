import { hasSharedFolder } from '../../support/shared-folder.ts';
import { compareGoldenRun } from './compare-golden-run.ts';
import { goldenRuns } from './golden-reference.ts';
import { CONFIG_ORIGINS } from './repeat-golden-run.ts';

/** Mismatches of one repetition that are spelled out below the table. */
const SHOWN = 3;

/**
 * Repeats every golden run of the legacy engine, with the configuration of the reference and with the one that
 * `omega migrate` makes, and prints in how many figures each repetition differs.
 * @returns whether all agree
 */
async function reportGoldenRuns(): Promise<boolean> {
  if (!hasSharedFolder('the report of golden runs')) return false;
  const details: string[] = [];
  const totals = { trades: 0, mismatches: CONFIG_ORIGINS.map(() => 0) };
  printRow('run', 'trades', CONFIG_ORIGINS);
  for (const run of goldenRuns()) {
    const comparisons = [];
    for (const origin of CONFIG_ORIGINS) {
      const comparison = await compareGoldenRun(run, origin);
      comparisons.push(comparison);
      details.push(...comparison.mismatches.slice(0, SHOWN).map((text) => `${run}, ${origin}: ${text}`));
    }
    const [{ trades }] = comparisons;
    const mismatches = comparisons.map((comparison) => comparison.mismatches.length);
    totals.trades += trades;
    totals.mismatches = totals.mismatches.map((sum, column) => sum + mismatches[column]);
    printRow(run, trades, mismatches);
  }
  printRow('all', totals.trades, totals.mismatches);
  console.log('trades: of the legacy engine; other columns: mismatches by origin of the configuration');
  for (const detail of details) console.log(detail);
  return details.length === 0;
}

function printRow(run: string, trades: string | number, columns: readonly (string | number)[]): void {
  const cells = [trades, ...columns].map((cell) => String(cell).padStart(10));
  console.log(run.padEnd(34) + cells.join(''));
}

process.exitCode = (await reportGoldenRuns()) ? 0 : 1;
