import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import { meanReversionZScore } from '../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import { strategyEnvironment } from '../../../src/core/strategy/strategy-environment.ts';
import type { ExecutionVariant } from '../../../src/core/types/config.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import { CaseRandom } from './case-random.ts';
import { type CaseSymbol, drawSettings } from './case-settings.ts';
import type { EngineCase } from './engine-case.ts';
import { drawMeanReversionParameters, type ParameterChoices } from './mean-reversion-parameters.ts';
import { type SampleWindow, sampleDataset } from './sample-datasets.ts';

const WARMUP_BARS = 300;
const CHOICES: ParameterChoices = {
  thresholds: [0.1, 0.4, 1, 1.6, 2.2],
  bias: ['H1', 'D1', 'H4', 'NONE'],
  extraBias: ['AUTO', 'H1', 'NONE'],
  loaded: ['H1', 'D1'],
  extraLoaded: ['H1', 'AUTO', 'D1'],
  overlays: [['M15'], ['H1'], ['M15', 'H1']],
};
const SHAPE = { bars: 2700, warmupBars: WARMUP_BARS } as const;
const WINDOWS: readonly SampleWindow[] = [
  { ...SHAPE, symbol: 'EURUSD', firstBar: 9_000, spreadMultiplier: 1, rates: 'M5' },
  { ...SHAPE, symbol: 'EURUSD', firstBar: 21_500, spreadMultiplier: 1, rates: 'H1' },
  { ...SHAPE, symbol: 'EURUSD', firstBar: 21_500, spreadMultiplier: 3, rates: 'H1' },
  { ...SHAPE, symbol: 'USDJPY', firstBar: 14_000, spreadMultiplier: 1, rates: 'H1' },
  { ...SHAPE, symbol: 'USDJPY', firstBar: 30_000, spreadMultiplier: 0.4, rates: 'M5' },
];

const datasets = new Map<SampleWindow, Dataset>();
const contexts = new Map<string, BacktestContext>();

/** Draws a run of the mean-reversion strategy on generated prices; the same case for the same seed. */
export function meanReversionCase(seed: number): EngineCase {
  const random = new CaseRandom(seed);
  const variant = random.pick(['v2', 'v2', 'v1_parity'] as const);
  const window = random.pick(WINDOWS);
  const settings = drawSettings(random, variant, window.symbol as CaseSymbol, 'M5', {});
  const config = { ...settings.config, warmup_bars: WARMUP_BARS };
  const raw = drawMeanReversionParameters(random, variant, CHOICES);
  const environment = strategyEnvironment(config, settings.spec);
  const { parameters, issues } = meanReversionZScore.resolve(raw, environment);
  const error = issues.find((issue) => issue.severity === 'error');
  if (error !== undefined) throw new Error(`case ${seed} has wrong parameters: ${error.path} ${error.message}`);
  return {
    ...settings,
    config: { ...config, strategy_parameters: parameters },
    name: `mean reversion ${seed}`,
    context: contextOf(window, variant),
    strategy: meanReversionZScore,
    rules: [],
    rulesAnnounceThemselves: false,
  };
}

function contextOf(window: SampleWindow, variant: ExecutionVariant): BacktestContext {
  const key = `${WINDOWS.indexOf(window)} ${variant}`;
  let context = contexts.get(key);
  if (context === undefined) {
    const dataset = datasets.get(window) ?? sampleDataset(window);
    datasets.set(window, dataset);
    context = new BacktestContext(dataset, variant);
    contexts.set(key, context);
  }
  return context;
}
