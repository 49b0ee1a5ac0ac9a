import { BacktestContext } from '../../src/core/backtest/backtest-context.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { alternateRounds } from '../measure/alternating-rounds.ts';
import { timeUs } from '../measure/time-work.ts';
import { loadSweep } from '../project/load-plan.ts';
import { runOmegaSweep } from '../project/run-omega-sweep.ts';
import { sampled, writeSweepFile } from '../project/sweep-documents.ts';
import { TEN_THOUSAND_BARS } from '../project/ten-thousand-bars.ts';
import { TrialRunner } from '../project/trial-runner.ts';
import type { BenchContext, Section, SectionReport } from '../section.ts';

/** What the older system published for a backtest of 10,000 M5 bars. */
const OLDER_ENGINE_S = { least: 1.9, most: 5.4 } as const;
const OLDER_TRIALS_PER_S = { least: 0.26, most: 1.81 } as const;
const QUICK_TRIALS = 100;
/** Runs within a round, so that the code is compiled as in a sweep. */
const ALONE_REPEATS = 20;
const SHARED_REPEATS = 200;

/** 2,000 trials of scenarios 1 and 2. */
const TEN_THOUSAND_BAR_SWEEP: JsonObject = {
  sweep_version: 1,
  name: 'ten-thousand-bars',
  base_config: TEN_THOUSAND_BARS,
  space: {
    'strategy_parameters.window_length': [60, 100],
    'strategy_parameters.b_b_length': [20, 30],
    'strategy_parameters.std_factor': [1.6, 2, 2.4, 2.8, 3.2],
    'strategy_parameters.z_score_short': { type: 'float', low: 1.6, high: 3.4, step: 0.2, as: 'z' },
    'strategy_parameters.z_score_long': { expr: '0 - z' },
    'strategy_parameters.atr_mult': { type: 'float', low: 1, high: 5.5, step: 0.5 },
  },
};

/** 10,000 M5 bars against the published figures of the system that omega replaces. */
export const olderSystemSection: Section = {
  name: 'older-system',
  title: 'Against the published figures of the older system, 10,000 M5 bars',
  needsRealData: false,
  measure: compareWithOlder,
};

async function compareWithOlder({ sampleProject, isQuick }: BenchContext): Promise<SectionReport> {
  const document = isQuick ? sampled(TEN_THOUSAND_BAR_SWEEP, QUICK_TRIALS) : TEN_THOUSAND_BAR_SWEEP;
  const { plan, jobs } = await loadSweep(sampleProject, document);
  const [setup] = plan.setups;
  const [trial] = new TrialRunner(setup).prepare(jobs.slice(0, 1));
  const shared = new TrialRunner(setup);
  const file = writeSweepFile(sampleProject, document);
  const figures = await alternateRounds(isQuick ? 2 : 7, {
    // A new context knows no indicator: all of them are computed within the time.
    alone: () => secondsOf(ALONE_REPEATS, () => new TrialRunner(setup).simulateAll([trial])),
    shared: () => secondsOf(SHARED_REPEATS, () => shared.simulateAll([trial])),
    sweep: async () => {
      const { trials, wallMs } = await runOmegaSweep(sampleProject, file, 2);
      return trials / (wallMs / 1000);
    },
  });
  const bars = new BacktestContext(setup.dataset, 'v2').calendar.barCount;
  const engine = (name: string, seconds: number) => [
    name,
    seconds * 1000,
    `${OLDER_ENGINE_S.least} to ${OLDER_ENGINE_S.most} s`,
    OLDER_ENGINE_S.least / seconds,
    OLDER_ENGINE_S.most / seconds,
  ];
  const rate = figures.sweep.median;
  return {
    tables: [
      {
        title: `Engine on ${bars} bars`,
        columns: [
          { title: 'omega' },
          { title: 'ms', digits: 3 },
          { title: 'older system' },
          { title: 'times faster, least' },
          { title: 'most' },
        ],
        rows: [
          engine('one backtest, indicators computed', figures.alone.median),
          engine('one backtest, indicators shared', figures.shared.median),
        ],
      },
      {
        title: `Grid of ${jobs.length} trials, cold, whole process`,
        columns: [
          { title: 'omega' },
          { title: 'trials/s' },
          { title: 'older system' },
          { title: 'times faster, least' },
          { title: 'most' },
        ],
        rows: [
          [
            'omega sweep, 2 workers',
            rate,
            `${OLDER_TRIALS_PER_S.least} to ${OLDER_TRIALS_PER_S.most} trials/s`,
            rate / OLDER_TRIALS_PER_S.most,
            rate / OLDER_TRIALS_PER_S.least,
          ],
        ],
      },
    ],
    targets: [],
    remarks: [
      'The figures of the older system are those it published, from another machine: ratios are of orders of magnitude.',
    ],
  };
}

/** Seconds of one run, the mean of several. */
function secondsOf(repeats: number, run: () => unknown): number {
  const us = timeUs(() => {
    for (let repeat = 0; repeat < repeats; repeat++) run();
  });
  return us / repeats / 1e6;
}
