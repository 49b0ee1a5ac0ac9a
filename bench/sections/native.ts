import path from 'node:path';
import { firstDifference } from '../../test/support/plain-engine/first-difference.ts';
import { median, quantile } from '../measure/median.ts';
import { timeUs } from '../measure/time-work.ts';
import { buildNative, COMPILER_FLAGS } from '../native/build-native.ts';
import { ALGORITHMS, type Algorithm, type NativeRequest, runNative } from '../native/run-native.ts';
import { writeSeriesFile } from '../native/series-file.ts';
import { figuresOf } from '../native/trial-figures.ts';
import { loadSweep } from '../project/load-plan.ts';
import { gridOverTrades } from '../project/sweep-documents.ts';
import { groupByTrades, type TradeGroup } from '../project/trade-groups.ts';
import { type PreparedTrial, TrialRunner } from '../project/trial-runner.ts';
import { type BenchContext, requireRealProject, type Section, type SectionReport } from '../section.ts';

const WANTED_TRADES = [10, 30, 100, 300, 500, 1000, 3000];
/** Trades of the median trial of a usual grid, for which the targets hold. */
const TYPICAL_TRADES = 500;
/** One per stop distance. */
const TRIALS_PER_GROUP = 8;
const NAIVE_LIMIT = 3;
const JUMP_LIMIT = 2.5;

/** omega against C on the same series, with equal results. */
export const nativeSection: Section = {
  name: 'native',
  title: 'Against C on GBPUSD M1, equal to the last bit',
  needsRealData: true,
  measure: compareWithNative,
};

/** Microseconds of a trial. */
type TrialTimes = Readonly<Record<Algorithm | 'omega' | 'withMetrics', number>>;

async function compareWithNative(context: BenchContext): Promise<SectionReport> {
  const project = requireRealProject(context);
  const native = buildNative(project);
  if (native === null) return skipped('there is no C compiler (cc) on this machine');
  const { plan, jobs } = await loadSweep(project, gridOverTrades('native'));
  const runner = new TrialRunner(plan.setups[0]);
  const groups = groupByTrades(runner, runner.prepare(jobs), WANTED_TRADES);
  const trials = groups.flatMap((group) => group.trials);
  const seriesFile = path.join(project, 'native-series');
  writeSeriesFile(seriesFile, runner, trials);
  const request: NativeRequest = {
    program: native.program,
    seriesFile,
    resultsFile: path.join(project, 'native-results'),
    days: runner.context.calendar.days.length,
    trials: trials.length,
    trialsPerGroup: TRIALS_PER_GROUP,
    minMs: context.isQuick ? 20 : 100,
  };
  const difference = findDifference(runner, trials, request);
  if (difference !== null) throw new Error(`C and omega differ, nothing is timed: ${difference}`);
  const rounds = Array.from({ length: context.isQuick ? 3 : 7 }, () => timeGroups(runner, groups, request));
  const times = groups.map((_, group) => medianTimes(rounds.map((round) => round[group])));
  const typical = times[WANTED_TRADES.indexOf(TYPICAL_TRADES)];
  return {
    tables: [timesTable(runner, groups, times, rounds.length), ratioTable(groups, times)],
    targets: [
      {
        what: `naive C to omega, ${TYPICAL_TRADES} trades`,
        measured: typical.naive / typical.omega,
        unit: 'times',
        limit: NAIVE_LIMIT,
        mustBe: 'at least',
      },
      {
        what: `omega to jumping C, ${TYPICAL_TRADES} trades`,
        measured: typical.omega / typical.jump,
        unit: 'times',
        limit: JUMP_LIMIT,
        mustBe: 'at most',
      },
    ],
    curves: [...ALGORITHMS.map((name) => [`C ${name}`, name] as const), ['omega, simulation', 'omega'] as const].map(
      ([name, key]) => ({
        panel: 'trades per trial',
        name,
        xLabel: 'trades per trial',
        yLabel: 'us per trial',
        points: times.map((time, group) => [tradesOf(runner, groups[group]), time[key]] as const),
      }),
    ),
    remarks: [
      `${native.compiler}, ${COMPILER_FLAGS.join(' ')}. Trades, fees, balance, drawdowns, episodes and daily equity of all ${trials.length} trials are the same doubles in omega and in all three algorithms: the tolerance is 0.`,
      'naive: every bar, conditions from the series. jump: entry masks, every bar in a position. skip: entry masks and omega’s block extremes. Masks and extremes are shared and not timed, in C as in omega.',
    ],
  };
}

/** First place where a C algorithm and omega differ, over all trials; null where none does. */
function findDifference(runner: TrialRunner, trials: readonly PreparedTrial[], request: NativeRequest): string | null {
  const { trials: results } = runNative({ ...request, minMs: 0 });
  for (const [index, trial] of trials.entries()) {
    const expected = figuresOf(runner.simulate(trial));
    for (const algorithm of ALGORITHMS) {
      const difference = firstDifference(expected, results[algorithm][index]);
      if (difference !== null) return `${algorithm}, trial ${index}${difference}`;
    }
  }
  return null;
}

/** One round: the C programs, then omega, over every group. */
function timeGroups(runner: TrialRunner, groups: readonly TradeGroup[], request: NativeRequest): readonly TrialTimes[] {
  const { groupUs } = runNative(request);
  return groups.map(({ trials }, group) => ({
    naive: groupUs.naive[group],
    jump: groupUs.jump[group],
    skip: groupUs.skip[group],
    omega: timePasses(request.minMs, trials, (trial) => runner.simulate(trial)),
    withMetrics: timePasses(request.minMs, trials, (trial) => runner.metricsOf(runner.simulate(trial), trial.config)),
  }));
}

/** Microseconds of a trial, over whole passes as in `main.c`. */
function timePasses(minMs: number, trials: readonly PreparedTrial[], run: (trial: PreparedTrial) => unknown): number {
  const pass = () => timeUs(() => trials.forEach(run));
  pass();
  let us = 0;
  let passes = 0;
  while (us < minMs * 1000) {
    us += pass();
    passes++;
  }
  return us / (passes * trials.length);
}

function medianTimes(rounds: readonly TrialTimes[]): TrialTimes {
  const of = (name: keyof TrialTimes): number => median(rounds.map((round) => round[name]));
  return { naive: of('naive'), jump: of('jump'), skip: of('skip'), omega: of('omega'), withMetrics: of('withMetrics') };
}

function timesTable(runner: TrialRunner, groups: readonly TradeGroup[], times: readonly TrialTimes[], rounds: number) {
  return {
    title: `Microseconds per trial of ${runner.bars} bars, ${TRIALS_PER_GROUP} trials a row, medians of ${rounds} alternating rounds`,
    columns: [
      { title: 'trades' },
      { title: 'exposure %', digits: 1 },
      ...['C naive', 'C jump', 'C skip', 'omega', 'omega with metrics'].map((title) => ({ title, digits: 1 })),
    ],
    rows: groups.map((group, index) => {
      const { naive, jump, skip, omega, withMetrics } = times[index];
      const exposures = runner.simulateAll(group.trials).map(({ exposedBars }) => (100 * exposedBars) / runner.bars);
      return [tradesOf(runner, group), quantile(exposures, 0.5), naive, jump, skip, omega, withMetrics];
    }),
  };
}

function ratioTable(groups: readonly TradeGroup[], times: readonly TrialTimes[]) {
  return {
    title: 'Ratios',
    columns: [
      { title: 'wanted trades' },
      ...['C naive / omega', 'omega / C naive', 'omega / C jump', 'omega / C skip', 'with metrics / C jump'].map(
        (title) => ({ title, digits: 2 }),
      ),
    ],
    rows: groups.map(({ wantedTrades }, index) => {
      const { naive, jump, skip, omega, withMetrics } = times[index];
      return [wantedTrades, naive / omega, omega / naive, omega / jump, omega / skip, withMetrics / jump];
    }),
  };
}

/** Median of the trades in a group. */
function tradesOf(runner: TrialRunner, { trials }: TradeGroup): number {
  return quantile(
    runner.simulateAll(trials).map(({ trades }) => trades),
    0.5,
  );
}

function skipped(reason: string): SectionReport {
  return { tables: [], targets: [], remarks: [`SKIPPED: ${reason}`] };
}
