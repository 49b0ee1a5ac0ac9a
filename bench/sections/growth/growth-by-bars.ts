import { median, quantile } from '../../measure/median.ts';
import { timeUs } from '../../measure/time-work.ts';
import { loadSweep } from '../../project/load-plan.ts';
import { repeatedDataset } from '../../project/repeated-dataset.ts';
import { GBPUSD_M1, GBPUSD_M1_GRID, gridSweep } from '../../project/sweep-documents.ts';
import { TrialRunner } from '../../project/trial-runner.ts';
import type { GrowthTable } from './growth-table.ts';

const BARS = [10_000, 30_000, 100_000, 300_000, 1_000_000];
const QUICK_BARS = [10_000, 30_000, 100_000];
const WARMUP_BARS = 50_000;
const ROUNDS = 21;
/** One window and one band of the grid: a hundred trials on one set of series. */
const GRID = { ...GBPUSD_M1_GRID, windows: [150], bandLengths: [40], bandFactors: [2.4] };

/** Cost of a trial by the number of bars: GBPUSD M1, repeated with shifted time beyond its year. */
export async function growthByBars(project: string, isQuick: boolean): Promise<GrowthTable> {
  const { plan, jobs } = await loadSweep(project, gridSweep('growth-bars', GBPUSD_M1, GRID));
  const rounds = isQuick ? 3 : ROUNDS;
  const measure = (bars: number): number[] => {
    const [setup] = plan.setups;
    const runner = new TrialRunner({ ...setup, dataset: repeatedDataset(setup.dataset, bars) });
    const trials = runner.prepare(jobs);
    const coldUs = timeUs(() => runner.simulateAll(trials));
    const trades = runner.simulateAll(trials).map((trial) => trial.trades);
    const sharedUs = median(Array.from({ length: rounds }, () => timeUs(() => runner.simulateAll(trials))));
    const us = sharedUs / trials.length;
    return [bars, quantile(trades, 0.5), us, runner.bars / us, (coldUs - sharedUs) / 1000];
  };
  // Before anything counts, so that the smallest size does not pay for compiling the code.
  measure(WARMUP_BARS);
  const rows = (isQuick ? QUICK_BARS : BARS).map(measure);
  return {
    table: {
      title: `With bars: ${jobs.length} trials of the GBPUSD M1 grid, series shared`,
      columns: [
        { title: 'bars' },
        { title: 'median trades' },
        { title: 'us per trial', digits: 1 },
        { title: 'M bar-steps/s' },
        { title: 'series and masks, ms once', digits: 1 },
      ],
      rows,
    },
    curves: [
      {
        panel: 'bars',
        name: 'simulation and metrics, us',
        xLabel: 'bars',
        yLabel: 'us',
        points: rows.map(([bars, , us]) => [bars, us]),
      },
    ],
  };
}
