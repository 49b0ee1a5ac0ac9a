import { intBelow } from '../random/draws.ts';
import type { RandomStream } from '../random/seeds.ts';

/**
 * Fills `target` with one row of the stationary bootstrap: D. Politis and J. Romano (1994), *The Stationary
 * Bootstrap*, JASA 89. Indices run on, circularly, and start anew with probability `restart` (one over the
 * mean block length). The draws are those of `optimizer.md` 12.5; the sample has as many elements as the row.
 */
export function drawStationaryRow(random: RandomStream, restart: number, target: Int32Array): void {
  const size = target.length;
  let index = intBelow(random, size);
  target[0] = index;
  for (let i = 1; i < size; i++) {
    if (random.uniform() < restart) index = intBelow(random, size);
    else index = index + 1 === size ? 0 : index + 1;
    target[i] = index;
  }
}
