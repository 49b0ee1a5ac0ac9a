import { AleaStream } from './alea-stream.ts';
import { type SeedPart, seedKey } from './seed-keys.ts';

/** One named random sequence. A local object: two streams never share state. */
export interface RandomStream {
  /** Next number in [0, 1) with 53 bits. */
  uniform(): number;
}

/** A sequence that can hand out many numbers at once. */
export interface BulkRandomStream extends RandomStream {
  /** Writes the numbers of the next `count` calls of `uniform` to the start of `target`. */
  fill(target: Float64Array, count: number): void;
}

/** Random stream of the parts (`optimizer.md` 4.1 and the table in 4.4). */
export function stream(...parts: readonly SeedPart[]): BulkRandomStream {
  return streamFromKey(seedKey(parts));
}

/** Random stream of a complete key; `stream` is the usual way to get one. */
export function streamFromKey(key: string): BulkRandomStream {
  // A seed that is no text is accepted by the library and gives one fixed sequence.
  if (typeof key !== 'string') throw new TypeError(`a random stream needs a text key, found ${String(key)}`);
  return new AleaStream(key);
}
