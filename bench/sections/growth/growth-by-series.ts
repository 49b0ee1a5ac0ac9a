import { median } from '../../measure/median.ts';
import { runOmegaSweep, type SweepRunFigures } from '../../project/run-omega-sweep.ts';
import { type BandGrid, GBPUSD_M5, gridSweep, writeSweepFile } from '../../project/sweep-documents.ts';
import type { GrowthTable } from './growth-table.ts';

const WORKERS = 2;
const ROUNDS = 3;

/** Windows, band lengths, thresholds and stops: 2,048 trials whose series are shared by fewer and fewer. */
const SHAPES = [
  { windows: 1, bands: 1, thresholds: 64, stops: 32 },
  { windows: 2, bands: 2, thresholds: 32, stops: 16 },
  { windows: 4, bands: 4, thresholds: 16, stops: 8 },
  { windows: 8, bands: 8, thresholds: 8, stops: 4 },
  { windows: 16, bands: 16, thresholds: 4, stops: 2 },
  { windows: 32, bands: 32, thresholds: 2, stops: 1 },
] as const;

/** Cost of a sweep by how many different indicator parameters its trials have between them. */
export async function growthBySeries(project: string, isQuick: boolean): Promise<GrowthTable> {
  const rows: number[][] = [];
  for (const shape of isQuick ? SHAPES.slice(0, 2) : SHAPES) {
    const file = writeSweepFile(project, gridSweep('growth-series', GBPUSD_M5, gridOf(shape)));
    const runs: SweepRunFigures[] = [];
    for (let round = 0; round < (isQuick ? 1 : ROUNDS); round++) {
      runs.push(await runOmegaSweep(project, file, WORKERS));
    }
    const { trials } = runs[0];
    const searchMs = median(runs.map((run) => run.searchMs));
    const pairs = shape.windows * shape.bands;
    rows.push([pairs, shape.windows + shape.bands, trials, trials / (searchMs / 1000), (searchMs * 1000) / trials]);
  }
  return {
    table: {
      title: `With distinct indicator parameters: omega sweep, cold, ${WORKERS} workers, GBPUSD M5`,
      columns: [
        { title: 'distinct pairs' },
        { title: 'indicators computed' },
        { title: 'trials' },
        { title: 'trials/s' },
        { title: 'us per trial', digits: 1 },
      ],
      rows,
    },
    curves: [
      {
        panel: 'distinct indicator parameters',
        name: 'whole search',
        xLabel: 'distinct pairs of window and band',
        yLabel: 'us per trial',
        points: rows.map(([pairs, , , , us]) => [pairs, us]),
      },
    ],
  };
}

/** Values spread over the same ranges however many there are, so that trials differ in what they share only. */
function gridOf({ windows, bands, thresholds, stops }: (typeof SHAPES)[number]): BandGrid {
  return {
    windows: spread(100, 160, windows),
    bandLengths: spread(20, 64, bands),
    bandFactors: [2.4],
    z: { low: 2, step: 1.28 / thresholds, count: thresholds },
    stops: { low: 2, step: 8 / stops, count: stops },
  };
}

/** Middles of `count` equal parts of a range; whole numbers. */
function spread(low: number, width: number, count: number): readonly number[] {
  const step = width / count;
  return Array.from({ length: count }, (_, index) => low + step * index + Math.floor(step / 2));
}
