// Runs one backtest and a small sweep from a script: `npx tsx docs/examples/library.ts` after `omega data synth`.
import { metricsObject, reportRun, runBacktest, runSweep } from '../../src/index.ts';

const run = await runBacktest({ config: 'configs/single.json', write: false });
const { profit_net: profit, max_drawdown: drawdown, total_trades: trades } = metricsObject(run.metrics);
console.log(`run ${run.runId}: ${trades} trades, net profit ${profit}, drawdown ${drawdown}`);
for (const { period, result } of reportRun(run).months) console.log(`${period} ${result.toFixed(2)}`);

const sweep = await runSweep({ target: { file: 'sweeps/quickstart.yaml' }, workers: 2 });
const [best] = sweep.top;
console.log(`sweep ${sweep.sweepId}: ${sweep.outcome}, best trial ${best?.trialIndex} with ${best?.parametersJson}`);
