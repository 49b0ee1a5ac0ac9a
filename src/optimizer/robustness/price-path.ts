import type { Timeframe } from '../../core/types/timeframe.ts';
import { intBelow } from '../random/draws.ts';
import { seed53 } from '../random/seed-keys.ts';
import { stream } from '../random/seeds.ts';
import type { PricePath } from './price-jitter.ts';

/** `metrics.data_jitter` as far as paths depend on it. */
export interface PathSettings {
  readonly atrPeriod: number;
  readonly sigmaAtr: number;
  /** Share by which the two scales vary; 0: not at all. */
  readonly fraction: number;
  readonly minPrice: number;
}

/** Seed of the price paths of one repeat (`metrics.md` 8.6). */
export function pathSeed(trialSeed: number, repeat: number): number {
  return seed53(trialSeed, 'data_jitter', repeat);
}

/** Draws the path of one repeat on one timeframe (`metrics.md` 9.2): a sign, and two scales where they vary. */
export function drawPath(repeatSeed: number, timeframe: Timeframe, settings: PathSettings): PricePath {
  const { atrPeriod, sigmaAtr, fraction, minPrice } = settings;
  const random = stream(repeatSeed, 'data_jitter_path', timeframe);
  const drawScale = () => (fraction === 0 ? 1 : 1 - fraction + 2 * fraction * random.uniform());
  const scaleAtr = drawScale();
  const scaleSigma = drawScale();
  const firstSign = intBelow(random, 2) === 0 ? 1 : -1;
  return { timeframe, atrPeriod, sigmaAtr, scaleAtr, scaleSigma, firstSign, minPrice };
}
