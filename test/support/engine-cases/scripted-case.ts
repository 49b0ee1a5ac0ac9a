import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import type { Bars } from '../../../src/core/types/bars.ts';
import type { ExecutionVariant } from '../../../src/core/types/config.ts';
import type { Dataset, NewsEvents, RateSeries } from '../../../src/core/types/dataset.ts';
import type { Direction, Signal } from '../../../src/core/types/signal.ts';
import type { ScriptedAction, ScriptedLevels, ScriptedRule } from '../plain-engine/plain-inputs.ts';
import { CaseRandom } from './case-random.ts';
import { type CaseSettings, type CaseSymbol, drawSettings } from './case-settings.ts';
import type { EngineCase } from './engine-case.ts';
import { type PriceGrid, randomCandles } from './random-candles.ts';
import { type SignalScript, scriptedStrategy } from './scripted-strategy.ts';

/** Half a pip per step; the pip buffer of half a pip is one step. */
const GRIDS: Readonly<Record<CaseSymbol, PriceGrid>> = {
  EURUSD: { stepsPerUnit: 20_000, startSteps: 22_000 },
  GBPUSD: { stepsPerUnit: 20_000, startSteps: 22_000 },
  USDJPY: { stepsPerUnit: 200, startSteps: 30_000 },
};

/** A scripted run in parts, so that a test can change some of them. */
export interface ScriptedParts extends CaseSettings {
  readonly name: string;
  readonly dataset: Dataset;
  readonly script: SignalScript;
  readonly rules: readonly ScriptedRule[];
  readonly rulesAnnounceThemselves: boolean;
}

/** Random orders and stop changes on a few random candles; the same case for the same seed. */
export function scriptedCase(seed: number): EngineCase {
  const symbol = new CaseRandom(seed).pick<CaseSymbol>(['EURUSD', 'USDJPY']);
  return assembleScripted(drawScripted(seed, symbol, GRIDS[symbol]));
}

/** Draws the parts of a scripted run. */
export function drawScripted(seed: number, symbol: CaseSymbol, grid: PriceGrid): ScriptedParts {
  const random = new CaseRandom(~seed);
  const variant = random.pick<ExecutionVariant>(['v2', 'v2', 'v1_parity']);
  const timeframe = random.pick(['M5', 'M15', 'H1'] as const);
  const bars = randomCandles(random, timeframe, random.integer(8, 70), grid);
  return {
    ...drawSettings(random, variant, symbol, timeframe, {}),
    name: `scripted ${seed}`,
    dataset: smallDataset(random, symbol, bars),
    script: {
      signals: drawSignals(random, bars, grid),
      undefinedBars: new Set(drawBars(random, bars, 0.1)),
      candidates: random.pick(['none', 'exact', 'superset']),
    },
    rules: random.chance(0.5) ? drawRules(random, bars, grid) : [],
    rulesAnnounceThemselves: random.chance(0.5),
  };
}

export function assembleScripted(parts: ScriptedParts): EngineCase {
  const { dataset, script, ...rest } = parts;
  const context = new BacktestContext(dataset, parts.config.execution_variant);
  return { ...rest, context, strategy: scriptedStrategy(script) };
}

function smallDataset(random: CaseRandom, symbol: CaseSymbol, primary: Bars): Dataset {
  return {
    symbol,
    primary,
    firstTradingBar: random.integer(0, 4),
    additional: [],
    additionalOrigin: {},
    rates: [
      drawRates(random, primary, 'EURUSD', 1.08),
      drawRates(random, primary, 'USDJPY', 151),
      drawRates(random, primary, 'GBPUSD', 1.27),
    ],
    news: drawNews(random, primary),
    inputs: [],
    governance: {},
    warnings: [],
  };
}

/** Rates that open with the primary bars; some are missing. */
function drawRates(random: CaseRandom, primary: Bars, pair: string, level: number): RateSeries {
  const openTimes = primary.openTimes.filter((_, bar) => bar === 0 || random.chance(0.8));
  const rates = openTimes.map(() => level * (1 + random.integer(-20, 20) / 1000));
  return { pair, timeframe: primary.timeframe, openTimes, rates };
}

function drawNews(random: CaseRandom, primary: Bars): NewsEvents {
  const times = primary.openTimes.filter(() => random.chance(0.08));
  return {
    times,
    impacts: Uint8Array.from(times, () => random.integer(1, 3)),
    currencies: Array.from(times, () => random.pick(['USD', 'EUR', 'JPY'])),
    duplicatesDropped: 0,
  };
}

function drawBars(random: CaseRandom, bars: Bars, share: number): number[] {
  return Array.from(bars.openTimes.keys()).filter(() => random.chance(share));
}

function drawSignals(random: CaseRandom, bars: Bars, grid: PriceGrid): Map<number, Signal> {
  const share = random.pick([0.15, 0.4, 1]);
  return new Map(drawBars(random, bars, share).map((bar) => [bar, drawSignal(random, bars, bar, grid)]));
}

function drawSignal(random: CaseRandom, bars: Bars, bar: number, grid: PriceGrid): Signal {
  const direction = random.pick<Direction>([1, -1]);
  const orderType = random.pick(['market', 'limit', 'stop'] as const);
  const close = (direction === 1 ? bars.ask : bars.bid).close[bar];
  const move = (steps: number) => (Math.round(close * grid.stepsPerUnit) + steps) / grid.stepsPerUnit;
  const takesClose = orderType === 'market' && random.chance(0.8);
  const level = orderType === 'market' ? random.integer(-2, 2) : random.integer(-10, 10);
  const offset = takesClose ? 0 : level;
  return {
    direction,
    orderType,
    entryPrice: takesClose ? Number.NaN : move(offset),
    stopLoss: move(offset - direction * drawDistance(random)),
    takeProfit: move(offset + direction * drawDistance(random)),
    scenarioId: random.integer(0, 3),
    goodTillMs: random.chance(0.6) ? Number.POSITIVE_INFINITY : drawExpiry(random, bars, bar),
  };
}

/** Steps between entry and a level: usually sensible, sometimes none, tiny or on the wrong side. */
function drawDistance(random: CaseRandom): number {
  if (random.chance(0.08)) return random.pick([0, 0.1, 0.2, -3]);
  return random.integer(1, random.pick([3, 8, 25, 60]));
}

function drawExpiry(random: CaseRandom, bars: Bars, bar: number): number {
  const last = bars.openTimes.length - 1;
  return bars.openTimes[Math.min(last, bar + random.integer(0, 6))] + random.integer(-1, 1);
}

function drawRules(random: CaseRandom, bars: Bars, grid: PriceGrid): ScriptedRule[] {
  return ['alpha', 'omega', 'zeta'].slice(0, random.integer(1, 3)).map((id) => ({
    id,
    priority: random.pick([0, 10, 20, 20]),
    actions: drawBars(random, bars, random.pick([0.1, 0.5])).map((bar) => drawAction(random, bars, bar, grid)),
  }));
}

function drawAction(random: CaseRandom, bars: Bars, bar: number, grid: PriceGrid): ScriptedAction {
  const middle = Math.round(bars.bid.close[bar] * grid.stepsPerUnit);
  const level = (sign: number) =>
    random.chance(0.4) ? null : (middle + sign * random.integer(-3, 15)) / grid.stepsPerUnit;
  const levels = (sign: number): ScriptedLevels => ({ stopLoss: level(-sign), takeProfit: level(sign) });
  return {
    bar,
    closeReason: random.chance(0.08) ? 'manual' : null,
    long: levels(1),
    short: levels(-1),
    stopKind: random.pick(['break_even', 'trailing', 'manual'] as const),
  };
}
