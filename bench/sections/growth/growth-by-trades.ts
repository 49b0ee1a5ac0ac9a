import { median, quantile } from '../../measure/median.ts';
import { timeUs } from '../../measure/time-work.ts';
import { loadSweep } from '../../project/load-plan.ts';
import { gridOverTrades } from '../../project/sweep-documents.ts';
import { groupByTrades } from '../../project/trade-groups.ts';
import { TrialRunner } from '../../project/trial-runner.ts';
import type { GrowthTable } from './growth-table.ts';

const TRADES = [10, 30, 100, 300, 1000, 3000];
const ROUNDS = 21;

/** Cost of a trial by its number of trades, GBPUSD M1 of one year. */
export async function growthByTrades(project: string, isQuick: boolean): Promise<GrowthTable> {
  const { plan, jobs } = await loadSweep(project, gridOverTrades('growth-trades'));
  const runner = new TrialRunner(plan.setups[0]);
  const groups = groupByTrades(runner, runner.prepare(jobs), TRADES);
  const rows = groups.map(({ trials }) => {
    const trades = quantile(
      runner.simulateAll(trials).map((trial) => trial.trades),
      0.5,
    );
    const rounds = Array.from({ length: isQuick ? 3 : ROUNDS }, () => timeUs(() => runner.simulateAll(trials)));
    const us = median(rounds) / trials.length;
    return [trades, us, runner.bars / us, (us * 1000) / trades];
  });
  return {
    table: {
      title: `With trades per trial: ${runner.bars} bars of GBPUSD M1, series shared`,
      columns: [
        { title: 'trades' },
        { title: 'us per trial', digits: 1 },
        { title: 'M bar-steps/s' },
        { title: 'ns per trade' },
      ],
      rows,
    },
    curves: [
      {
        panel: 'trades per trial',
        name: 'omega, simulation and metrics',
        xLabel: 'trades per trial',
        yLabel: 'us per trial',
        points: rows.map(([trades, us]) => [trades, us]),
      },
    ],
  };
}
