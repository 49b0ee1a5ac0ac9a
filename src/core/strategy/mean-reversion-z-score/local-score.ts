import { garchParameters } from '../../indicators/garch-parameters.ts';
import { kalmanGarchZscoreLocal } from '../../indicators/kalman-garch-zscore-local.ts';
import { kalmanParameters } from '../../indicators/kalman-parameters.ts';
import type { GarchParameters } from '../../indicators/kernels/garch-sigma.ts';
import type { KalmanParameters } from '../../indicators/kernels/kalman-level.ts';
import type { MeanReversionParameters } from './parameter-set.ts';
import { garchSettings, kalmanSettings } from './volatility-parameters.ts';

/**
 * Kalman and GARCH z-score of the last `local_z_lookback` bars (`indicators.md` 5.4). A walk over the
 * window per bar, therefore computed on request only; the last bar is remembered.
 */
export class LocalScore {
  private readonly closes: Float64Array;
  private readonly lookback: number;
  private readonly kalman: KalmanParameters;
  private readonly garch: GarchParameters;
  private readonly key: string;
  private bar = -1;
  private value = Number.NaN;

  constructor(closes: Float64Array, parameters: MeanReversionParameters) {
    this.closes = closes;
    this.lookback = parameters.localZLookback;
    this.kalman = kalmanParameters(kalmanSettings(parameters));
    this.garch = garchParameters(garchSettings(parameters));
    this.key = keyOf(parameters);
  }

  /** Whether these parameters give the same values. */
  serves(parameters: MeanReversionParameters): boolean {
    return keyOf(parameters) === this.key;
  }

  /** NaN where it does not exist. */
  at(bar: number): number {
    if (bar !== this.bar) {
      this.bar = bar;
      this.value = kalmanGarchZscoreLocal(this.closes, bar, this.lookback, this.kalman, this.garch);
    }
    return this.value;
  }

  /** Whether the value was asked for at this bar and did not exist. */
  wasMissingAt(bar: number): boolean {
    return bar === this.bar && Number.isNaN(this.value);
  }
}

function keyOf(parameters: MeanReversionParameters): string {
  return JSON.stringify([parameters.localZLookback, kalmanSettings(parameters), garchSettings(parameters)]);
}
