import { meanReversionZScore } from '../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import { strategyEnvironment } from '../../../src/core/strategy/strategy-environment.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { CaseRandom } from './case-random.ts';
import { drawSettings } from './case-settings.ts';
import type { EngineCase } from './engine-case.ts';
import { drawMeanReversionParameters, type ParameterChoices } from './mean-reversion-parameters.ts';
import { REAL_WARMUP_BARS, type RealWindow } from './real-windows.ts';

/** From an entry in almost every bar to a handful a window. */
const THRESHOLDS = [0.1, 0.6, 1.2, 1.8, 2.4, 3, 3.6];
const INTRADAY: ParameterChoices = {
  thresholds: THRESHOLDS,
  bias: ['H1', 'H4', 'D1', 'NONE'],
  extraBias: ['AUTO', 'H1', 'NONE'],
  loaded: ['H1', 'H4'],
  extraLoaded: ['H1', 'H4'],
  overlays: [['M15'], ['H1'], ['M15', 'H1']],
};
const HOURLY: ParameterChoices = {
  thresholds: THRESHOLDS,
  bias: ['H4', 'D1', 'NONE'],
  extraBias: ['AUTO', 'H4', 'NONE'],
  loaded: ['H4', 'D1'],
  extraLoaded: ['H4', 'D1'],
  overlays: [['H4'], ['D1'], ['H4', 'D1']],
};

/** Draws a run of the mean-reversion strategy on real bars; the same case for the same seed. */
export function realDataCase(windows: readonly RealWindow[], seed: number): EngineCase {
  const random = new CaseRandom(seed);
  const variant = random.pick(['v2', 'v2', 'v1_parity'] as const);
  const window = random.pick(windows);
  const { symbol, primary, startDate, endDate } = window;
  const settings = drawSettings(random, variant, symbol, primary, {});
  const config = { ...settings.config, start_date: startDate, end_date: endDate, warmup_bars: REAL_WARMUP_BARS };
  const raw = drawMeanReversionParameters(random, variant, choicesFor(primary));
  const { parameters, issues } = meanReversionZScore.resolve(raw, strategyEnvironment(config, settings.spec));
  const error = issues.find((issue) => issue.severity === 'error');
  if (error !== undefined) throw new Error(`case ${seed} has wrong parameters: ${error.path} ${error.message}`);
  return {
    ...settings,
    config: { ...config, strategy_parameters: parameters },
    name: `${symbol} ${primary} ${startDate}, case ${seed}`,
    context: window.contexts[variant],
    strategy: meanReversionZScore,
    rules: [],
    rulesAnnounceThemselves: false,
  };
}

function choicesFor(primary: Timeframe): ParameterChoices {
  return primary === 'H1' ? HOURLY : INTRADAY;
}
