import { alternateRounds } from '../measure/alternating-rounds.ts';
import { type PartTimes, profileWork } from '../measure/cpu-profile.ts';
import { quantile } from '../measure/median.ts';
import { timeUs, timeWorkUs } from '../measure/time-work.ts';
import { chunksOf, loadSweep } from '../project/load-plan.ts';
import {
  type BandGrid,
  EURUSD_H1,
  EURUSD_H1_GRID,
  GBPUSD_M1,
  GBPUSD_M1_GRID,
  gridSweep,
  type Market,
  tenThousandTrials,
} from '../project/sweep-documents.ts';
import { type SimulationFigures, TrialRunner } from '../project/trial-runner.ts';
import { partTable } from '../report/part-table.ts';
import {
  type BenchContext,
  requireRealProject,
  type Section,
  type SectionReport,
  type TargetCheck,
} from '../section.ts';

const GRIDS = [
  { name: 'gbpusd-m1', market: GBPUSD_M1, grid: GBPUSD_M1_GRID, isTarget: true },
  { name: 'eurusd-h1', market: EURUSD_H1, grid: EURUSD_H1_GRID, isTarget: true },
  { name: 'eurusd-h1-dense', market: EURUSD_H1, grid: tenThousandTrials(1.8, 0.1), isTarget: false },
] as const;
const TARGET_BAR_STEPS = 1e9;
const OUTSIDE_LIMIT_US = 40;
/** Trials of a chunk, about as many as the scheduler hands to a worker at once. */
const CHUNK = 200;
/** Prime, so that every value of every parameter occurs. */
const QUICK_STRIDE = 53;

/** Trials on one core once everything that trials share is there. */
export const simulationSection: Section = {
  name: 'simulation',
  title: 'Simulation only, series shared, one core',
  needsRealData: true,
  measure: measureSimulation,
};

interface GridFigures {
  readonly name: string;
  readonly bars: number;
  readonly trials: number;
  /** Medians over the rounds, all trials together. */
  readonly simulationUs: number;
  readonly wholeUs: number;
  readonly single: readonly SimulationFigures[];
  readonly parts: PartTimes;
}

async function measureSimulation(context: BenchContext): Promise<SectionReport> {
  const grids: GridFigures[] = [];
  const targets: TargetCheck[] = [];
  for (const { name, market, grid, isTarget } of GRIDS) {
    const figures = await measureGrid(context, name, market, grid);
    grids.push(figures);
    if (!isTarget) continue;
    const measured = (figures.bars * figures.trials) / (figures.simulationUs / 1e6) / 1e6;
    const limit = TARGET_BAR_STEPS / 1e6;
    const outside = (figures.wholeUs - figures.simulationUs) / figures.trials;
    targets.push(
      { what: `simulation, ${name}`, measured, unit: 'M bar-steps/s', limit, mustBe: 'at least' },
      {
        what: `outside the simulation, ${name}`,
        measured: outside,
        unit: 'us per trial',
        limit: OUTSIDE_LIMIT_US,
        mustBe: 'at most',
      },
    );
  }
  return {
    tables: [
      rateTable(grids),
      tradesTable(grids),
      ...grids.map(({ name, parts, trials }) => partTable(`Whole trial by part, ${name}`, parts, trials)),
    ],
    targets,
    remarks: [
      'Simulation: runBacktest and all metrics under v2 rules. Whole trial: what a worker does in chunks of 200, which adds the point of the space, configuration, hashes, score, daily figures and the rows that go back.',
    ],
  };
}

async function measureGrid(context: BenchContext, name: string, market: Market, grid: BandGrid): Promise<GridFigures> {
  const { plan, jobs } = await loadSweep(requireRealProject(context), gridSweep(name, market, grid));
  const used = context.isQuick ? jobs.filter((_, index) => index % QUICK_STRIDE === 0) : jobs;
  const runner = new TrialRunner(plan.setups[0]);
  const trials = runner.prepare(used);
  const chunks = chunksOf(plan, used, CHUNK);
  // The first pass computes what is shared and lets the engine be compiled.
  await runner.evaluateAll(chunks);
  const single = runner.simulateAll(trials);
  const rounds = await alternateRounds(context.isQuick ? 2 : 5, {
    simulation: () => timeUs(() => runner.simulateAll(trials)),
    whole: () => timeWorkUs(() => runner.evaluateAll(chunks)),
  });
  const parts = await profileWork(() => runner.evaluateAll(chunks));
  return {
    name,
    bars: runner.bars,
    trials: used.length,
    simulationUs: rounds.simulation.median,
    wholeUs: rounds.whole.median,
    single,
    parts,
  };
}

function rateTable(grids: readonly GridFigures[]) {
  return {
    title: 'Rates on one core',
    columns: [
      { title: 'grid' },
      { title: 'bars' },
      { title: 'trials' },
      { title: 'simulation us/trial', digits: 1 },
      { title: 'M bar-steps/s' },
      { title: 'whole us/trial', digits: 1 },
      { title: 'M bar-steps/s whole' },
      { title: 'outside simulation us', digits: 1 },
    ],
    rows: grids.map(({ name, bars, trials, simulationUs, wholeUs }) => [
      name,
      bars,
      trials,
      simulationUs / trials,
      (bars * trials) / simulationUs,
      wholeUs / trials,
      (bars * trials) / wholeUs,
      (wholeUs - simulationUs) / trials,
    ]),
  };
}

function tradesTable(grids: readonly GridFigures[]) {
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return {
    title: 'Trades per trial and exposure',
    columns: [
      { title: 'grid' },
      ...['least', 'quarter', 'median', 'three quarters', 'most'].map((title) => ({ title })),
      { title: 'median exposure %', digits: 1 },
      { title: 'median us', digits: 1 },
      { title: 'slowest us', digits: 1 },
    ],
    rows: grids.map(({ name, bars, single }) => {
      const trades = single.map((trial) => trial.trades);
      const exposures = single.map(({ exposedBars }) => (100 * exposedBars) / bars);
      const times = single.map(({ us }) => us);
      return [
        name,
        ...shares.map((share) => quantile(trades, share)),
        quantile(exposures, 0.5),
        quantile(times, 0.5),
        quantile(times, 1),
      ];
    }),
  };
}
