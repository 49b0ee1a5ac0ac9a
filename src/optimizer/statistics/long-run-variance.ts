import { mean } from '../../core/metrics/sample-moments.ts';

/**
 * Variance of the stationary bootstrap's mean times n: R(0) + 2 sum_{i=1..n-1} kappa(i) R(i) with kappa(i) =
 * ((n-i)/n) a^i + (i/n) a^(n-i), a = 1 - q (`optimizer.md` 12.5). Taking i and n-i together, the sum is that
 * of (1 - i/n) a^i over the circular autocovariances, which a recursion over the days gives in one pass:
 *
 *   u_t = sum_{i=1..n-1} a^i e_{t+i},  u_t = a (e_{t+1} + u_{t+1}) - a^n e_t
 *   v_t = sum_{i=1..n-1} i a^i e_{t+i},  v_t = a v_{t+1} + u_t - (n-1) a^n e_t
 *
 * @param restart q, one over the mean block length
 */
export function bootstrapVariance(series: Float64Array, restart: number): number {
  const size = series.length;
  const center = mean(series);
  const decay = 1 - restart;
  const wrap = decay ** size;
  let near = 0;
  let weighted = 0;
  let power = 1;
  for (let i = 1; i < size; i++) {
    power *= decay;
    const term = power * (series[i] - center);
    near += term;
    weighted += i * term;
  }
  // Here near and weighted belong to day 0; the days follow backwards, day n-1 first.
  const first = series[0] - center;
  let squares = first * first;
  let products = first * (near - weighted / size);
  let next = first;
  for (let t = size - 1; t > 0; t--) {
    const error = series[t] - center;
    near = decay * (next + near) - wrap * error;
    weighted = decay * weighted + near - (size - 1) * wrap * error;
    squares += error * error;
    products += error * (near - weighted / size);
    next = error;
  }
  return (squares + 2 * products) / size;
}
