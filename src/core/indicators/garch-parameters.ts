import type { JsonObject } from '../types/json.ts';
import { numberParameter, type ParameterRule } from './indicator-parameters.ts';
import type { GarchParameters } from './kernels/garch-sigma.ts';
import type { GarchCoefficients } from './kernels/garch-variance.ts';

/** Parameters of every indicator with a GARCH volatility (`indicators.md` 5). */
export const GARCH_RULES: readonly ParameterRule[] = [
  { key: 'alpha', type: 'number', fallback: 0.05 },
  { key: 'beta', type: 'number', fallback: 0.9 },
  { key: 'omega', type: 'number', nullable: true, fallback: null },
  { key: 'use_log_returns', type: 'boolean', fallback: true },
  { key: 'scale', type: 'number', fallback: 100 },
  { key: 'min_periods', type: 'integer', fallback: 50 },
  { key: 'sigma_floor', type: 'number', fallback: 1e-6 },
];

/** GARCH settings out of normalised parameters. */
export function garchParameters(params: JsonObject): GarchParameters {
  return {
    alpha: numberParameter(params, 'alpha'),
    beta: numberParameter(params, 'beta'),
    omega: params.omega === null ? null : numberParameter(params, 'omega'),
    useLogReturns: params.use_log_returns === true,
    scale: numberParameter(params, 'scale'),
    minPeriods: numberParameter(params, 'min_periods'),
    sigmaFloor: numberParameter(params, 'sigma_floor'),
  };
}

/** Whether the variance returns to its mean; otherwise there is no volatility. */
export function isStationary(garch: GarchCoefficients): boolean {
  return garch.alpha + garch.beta < 1;
}
