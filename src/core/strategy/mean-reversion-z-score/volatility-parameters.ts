import type { JsonObject } from '../../types/json.ts';
import type { MeanReversionParameters } from './parameter-set.ts';

/** Kalman settings in the words of the indicators. */
export function kalmanSettings(parameters: Pick<MeanReversionParameters, 'kalmanR' | 'kalmanQ'>): JsonObject {
  return { R: parameters.kalmanR, Q: parameters.kalmanQ };
}

/** GARCH settings in the words of the indicators. */
export function garchSettings(parameters: MeanReversionParameters): JsonObject {
  return {
    alpha: parameters.garchAlpha,
    beta: parameters.garchBeta,
    omega: parameters.garchOmega,
    use_log_returns: parameters.garchUseLogReturns,
    scale: parameters.garchScale,
    min_periods: parameters.garchMinPeriods,
    sigma_floor: parameters.garchSigmaFloor,
  };
}
