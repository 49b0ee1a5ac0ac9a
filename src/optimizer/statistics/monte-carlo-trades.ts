import { quantile } from '../../core/indicators/kernels/quantile.ts';
import { intBelow, shuffle } from '../random/draws.ts';
import { type RandomStream, stream } from '../random/seeds.ts';
import { drawStationaryRow } from './stationary-bootstrap.ts';

/** How a resample of the trades is drawn (`optimizer.md` 12.6). */
export type MonteCarloMethod = 'bootstrap' | 'shuffle' | 'block';

export const MONTE_CARLO_METHODS: readonly MonteCarloMethod[] = ['bootstrap', 'shuffle', 'block'];

/** Percentiles 5 to 95 over the resamples, account currency. */
export interface Percentiles {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/** Spread of the results that the same trades would have allowed. */
export interface MonteCarloResult {
  readonly profitNet: Percentiles;
  readonly maxDrawdownAbs: Percentiles;
  /** Share of resamples that end at or below zero. */
  readonly probLoss: number;
  /** Share of resamples whose balance reaches the ruin level. */
  readonly probRuin: number;
}

/** One element per resample, in the order of their numbers. */
export interface TradePaths {
  readonly profits: Float64Array;
  readonly drawdowns: Float64Array;
  /** 1 where the balance came down to the ruin level. */
  readonly ruined: Uint8Array;
}

export interface MonteCarloSettings {
  readonly trialSeed: number;
  readonly resamples: number;
  readonly initialBalance: number;
  /** Balance at or below which an account counts as ruined. */
  readonly ruinBalance: number;
}

/** Chance of a new block at each trade: blocks of four trades on average. */
const BLOCK_RESTART = 0.25;

/**
 * Resamples the net results of closed trades: `bootstrap` draws them anew with replacement (Efron 1979),
 * `shuffle` changes their order only, `block` is a bootstrap that keeps streaks. Resample b has its own
 * stream, so that those from `from` up to before `to` can be made anywhere; `joinPaths` puts ranges together. At
 * least one trade.
 */
export function resampleTrades(
  net: Float64Array,
  method: MonteCarloMethod,
  settings: MonteCarloSettings,
  from = 0,
  to = settings.resamples,
): TradePaths {
  const { trialSeed, initialBalance, ruinBalance } = settings;
  const paths = createPaths(to - from);
  const order = new Int32Array(net.length);
  for (let b = from; b < to; b++) {
    drawOrder(stream(trialSeed, 'mc_trades', method, b), method, order);
    let sum = 0;
    let peak = 0;
    let drawdown = 0;
    let lowest = 0;
    for (let i = 0; i < order.length; i++) {
      sum += net[order[i]];
      if (sum > peak) peak = sum;
      if (peak - sum > drawdown) drawdown = peak - sum;
      if (sum < lowest) lowest = sum;
    }
    paths.profits[b - from] = sum;
    paths.drawdowns[b - from] = drawdown;
    paths.ruined[b - from] = initialBalance + lowest <= ruinBalance ? 1 : 0;
  }
  return paths;
}

/** Puts the paths of consecutive ranges together. */
export function joinPaths(parts: readonly TradePaths[]): TradePaths {
  const joined = createPaths(parts.reduce((sum, { profits }) => sum + profits.length, 0));
  let at = 0;
  for (const { profits, drawdowns, ruined } of parts) {
    joined.profits.set(profits, at);
    joined.drawdowns.set(drawdowns, at);
    joined.ruined.set(ruined, at);
    at += profits.length;
  }
  return joined;
}

function createPaths(resamples: number): TradePaths {
  return {
    profits: new Float64Array(resamples),
    drawdowns: new Float64Array(resamples),
    ruined: new Uint8Array(resamples),
  };
}

/** Percentiles (type 7) and shares of resampled trades. */
export function describePaths({ profits, drawdowns, ruined }: TradePaths): MonteCarloResult {
  let losses = 0;
  let ruins = 0;
  for (let b = 0; b < profits.length; b++) {
    if (profits[b] <= 0) losses += 1;
    ruins += ruined[b];
  }
  return {
    profitNet: percentilesOf(profits),
    maxDrawdownAbs: percentilesOf(drawdowns),
    probLoss: losses / profits.length,
    probRuin: ruins / profits.length,
  };
}

function drawOrder(random: RandomStream, method: MonteCarloMethod, order: Int32Array): void {
  if (method === 'block') {
    drawStationaryRow(random, BLOCK_RESTART, order);
    return;
  }
  for (let i = 0; i < order.length; i++) order[i] = method === 'bootstrap' ? intBelow(random, order.length) : i;
  if (method === 'shuffle') shuffle(random, order);
}

function percentilesOf(values: Float64Array): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => quantile(sorted, share);
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}
