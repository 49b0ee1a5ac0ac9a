import { DISTANCE_TOLERANCE } from '../execution/entry-rules.ts';
import type { ExecutionSettings } from '../execution/execution-settings.ts';
import { roundHalfAway } from '../math/rounding.ts';

/** Sizes are rounded to this many decimals, which removes the noise of adding steps. */
const LOT_DECIMALS = 8;

type SizingSettings = Pick<ExecutionSettings, 'riskPerTrade' | 'pipSize' | 'volumeMin' | 'volumeStep' | 'volumeMax'>;

/**
 * Lots that lose `riskPerTrade` between fill and stop (`execution.md` 9.2), always rounded down on the
 * grid that starts at the minimum volume, so the planned risk is never exceeded.
 * @param pipValue value of one pip for one lot in account currency
 * @returns lots, or NaN where the raw size lies below the minimum volume
 */
export function sizePosition(settings: SizingSettings, fillPrice: number, stopLoss: number, pipValue: number): number {
  const { riskPerTrade, pipSize, volumeMin, volumeStep, volumeMax } = settings;
  const stopPips = Math.abs(fillPrice - stopLoss) / pipSize;
  const raw = riskPerTrade / (stopPips * pipValue);
  if (raw < volumeMin - DISTANCE_TOLERANCE) return Number.NaN;
  const steps = raw <= volumeMin ? 0 : Math.floor((raw - volumeMin + DISTANCE_TOLERANCE) / volumeStep);
  const maxSteps = Math.floor((volumeMax - volumeMin + DISTANCE_TOLERANCE) / volumeStep);
  return roundHalfAway(volumeMin + Math.min(steps, maxSteps) * volumeStep, LOT_DECIMALS);
}

/** Size of `v1_parity` (`execution.md` 15.7): raised to the minimum, unrounded sum, clamped to the maximum. */
export function sizeParityPosition(
  settings: SizingSettings,
  price: number,
  stopLoss: number,
  pipValue: number,
): number {
  const { riskPerTrade, pipSize, volumeMin, volumeStep, volumeMax } = settings;
  const stopPips = Math.abs(price - stopLoss) / pipSize;
  const raw = stopPips <= 0 ? 0 : riskPerTrade / (stopPips * pipValue);
  const steps = Math.floor((raw - volumeMin + DISTANCE_TOLERANCE) / volumeStep);
  const lots = raw <= volumeMin ? volumeMin : volumeMin + steps * volumeStep;
  return Math.min(Math.max(lots, volumeMin), volumeMax);
}
