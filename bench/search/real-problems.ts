import { getStrategy } from '../../src/core/strategy/registry.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { ChunkBlock } from '../../src/optimizer/executor/chunk-block.ts';
import { TrialEvaluator } from '../../src/optimizer/executor/trial-evaluator.ts';
import { createTrialScorer } from '../../src/optimizer/ranking/score-trial.ts';
import { loadSweep } from '../project/load-plan.ts';
import { EURUSD_H1, GBPUSD_M5, type Market, searchedSweep } from '../project/sweep-documents.ts';
import type { SearchProblem } from './search-problem.ts';

const MARKETS: readonly Market[] = [EURUSD_H1, GBPUSD_M5];
/** Seed of every trial, as with `seed_policy: common`: a point always has the same cost. */
const SEED = 1;
/** A handful of lucky trades is no strategy. */
const SCORE = 'if(total_trades >= 100, profit_net / max(max_drawdown_abs, 1), -1)';

/** Two sweeps over real bars as problems: six parameters, five of them continuous. */
export async function realProblems(project: string): Promise<readonly SearchProblem[]> {
  const problems: SearchProblem[] = [];
  for (const market of MARKETS) problems.push(await realProblem(project, market));
  return problems;
}

async function realProblem(project: string, market: Market): Promise<SearchProblem> {
  const name = `${market.symbol} ${market.timeframe}`;
  const document: JsonObject = { ...searchedSweep(`search-${market.symbol}`, market), objective: { score: SCORE } };
  const { plan } = await loadSweep(project, document);
  const { definition, space } = plan.defined;
  const strategy = getStrategy(plan.setups[0].baseConfig.strategy_name);
  if (strategy === undefined) throw new Error(`${name}: no bundled strategy`);
  const setup = { ...plan.setups[0], keepsDaily: false, keepsTrades: false };
  const evaluator = new TrialEvaluator(setup, strategy, () => 0);
  const scoreOf = createTrialScorer(definition.objective, []);
  return {
    name,
    space,
    minimum: null,
    isNumeric: true,
    costOf: ({ changes }) => {
      const block = new ChunkBlock(1, 0);
      evaluator.evaluate({ index: 0, seed: SEED, setup: 0, changes }, block);
      const [error] = block.errors;
      if (error !== null) throw new Error(`${name}: ${error.message}`);
      return -scoreOf(block.metricsOf(0)).score;
    },
  };
}
