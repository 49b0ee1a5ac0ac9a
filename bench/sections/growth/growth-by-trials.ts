import { runOmegaSweep } from '../../project/run-omega-sweep.ts';
import { type BandGrid, EURUSD_H1, gridSweep, writeSweepFile } from '../../project/sweep-documents.ts';
import type { GrowthTable } from './growth-table.ts';

const WORKERS = 2;
/** Three weeks of hourly bars: next to nothing to simulate, so that what a trial costs besides is seen. */
const TINY = { ...EURUSD_H1, startDate: '2012-01-09', endDate: '2012-01-27' };

/** Thresholds and stops of each size of the grid; the other parameters give 100 combinations. */
const SIZES = [
  { thresholds: 5, stops: 2 },
  { thresholds: 10, stops: 10 },
  { thresholds: 50, stops: 20 },
  { thresholds: 100, stops: 100 },
] as const;

/** Cost of a whole sweep by its number of trials, from 1,000 to a million. */
export async function growthByTrials(project: string, isQuick: boolean): Promise<GrowthTable> {
  const rows: number[][] = [];
  for (const { thresholds, stops } of isQuick ? SIZES.slice(0, 2) : SIZES) {
    const file = writeSweepFile(project, gridSweep('growth-trials', TINY, gridOf(thresholds, stops)));
    const { trials, wallMs, searchMs, peakMb, storeMb } = await runOmegaSweep(project, file, WORKERS);
    rows.push([trials, wallMs / 1000, trials / (searchMs / 1000), (searchMs * 1000) / trials, peakMb, storeMb]);
  }
  return {
    table: {
      title: `With trials: omega sweep, cold, ${WORKERS} workers, three weeks of EURUSD H1`,
      columns: [
        { title: 'trials' },
        { title: 'wall s', digits: 2 },
        { title: 'trials/s' },
        { title: 'us per trial', digits: 1 },
        { title: 'peak MB' },
        { title: 'store MB', digits: 1 },
      ],
      rows,
    },
    curves: [
      {
        panel: 'trials',
        name: 'wall time, s',
        xLabel: 'trials of the sweep',
        yLabel: 's, MB',
        points: rows.map(([trials, wallSeconds]) => [trials, wallSeconds]),
      },
      {
        panel: 'trials',
        name: 'peak memory, MB',
        xLabel: 'trials of the sweep',
        yLabel: 's, MB',
        points: rows.map(([trials, , , , peakMb]) => [trials, peakMb]),
      },
    ],
  };
}

function gridOf(thresholds: number, stops: number): BandGrid {
  return {
    windows: [100, 150, 200, 300],
    bandLengths: [20, 30, 40, 60, 80],
    bandFactors: [1.2, 1.6, 2, 2.4, 2.8],
    z: { low: 1, step: 0.02, count: thresholds },
    stops: { low: 2, step: 0.08, count: stops },
  };
}
