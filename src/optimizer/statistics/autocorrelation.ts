import { mean } from '../../core/metrics/sample-moments.ts';

/**
 * Lag-one autocorrelation of a daily series, sum (x_t - m)(x_{t+1} - m) / sum (x_t - m)^2. Results of
 * overlapping positions carry over from day to day, and T then overstates the information: Lo (2002),
 * *The Statistics of Sharpe Ratios*, Financial Analysts Journal 58(4). NaN for a constant series.
 */
export function lagOneAutocorrelation(series: Float64Array): number {
  const center = mean(series);
  let squares = 0;
  let products = 0;
  for (let day = 0; day < series.length; day++) {
    const difference = series[day] - center;
    squares += difference * difference;
    if (day > 0) products += difference * (series[day - 1] - center);
  }
  return squares > 0 ? products / squares : Number.NaN;
}
