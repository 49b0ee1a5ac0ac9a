import { writeFileSync } from 'node:fs';
import path from 'node:path';
import seedrandom from 'seedrandom';
import { exitCodeOf } from '../../src/cli/output/exit-codes.ts';
import { OmegaError } from '../../src/core/types/errors.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { mutate } from './mutation.ts';

/** What became of the inputs of one target. */
export interface FuzzReport {
  readonly target: string;
  readonly accepted: number;
  /** Refusals by error code. */
  readonly refused: ReadonlyMap<string, number>;
  /** Inputs that broke a rule; each can be made again from its number and the seed. */
  readonly failures: readonly FuzzFailure[];
}

export interface FuzzFailure {
  readonly input: number;
  readonly reason: string;
  readonly bytes: Buffer;
}

/** Makes one input; the same seed, target and number give the same bytes. */
export function makeInput(target: FuzzTarget, seed: number, input: number): Buffer {
  const random = seedrandom(`${seed}|${target.name}|${input}`);
  const sample = target.samples[Math.floor(random() * target.samples.length)] as Buffer;
  return mutate(sample, random, target.isText);
}

/**
 * Hands mutated inputs to a target. Each must be accepted, or refused with a documented error and nothing
 * left behind.
 *
 * @param beat called before every input, for a watchdog against inputs that never end
 */
export async function fuzzTarget(
  target: FuzzTarget,
  folder: string,
  seed: number,
  count: number,
  beat: (input: number) => void = () => undefined,
): Promise<FuzzReport> {
  const refused = new Map<string, number>();
  const failures: FuzzFailure[] = [];
  let accepted = 0;
  for (let input = 0; input < count; input += 1) {
    beat(input);
    const bytes = makeInput(target, seed, input);
    const file = path.join(folder, target.file);
    writeFileSync(file, bytes);
    target.clear();
    try {
      await target.read(file);
      accepted += 1;
    } catch (error) {
      const reason = faultOf(error) ?? target.leftovers();
      if (reason !== null) failures.push({ input, reason, bytes });
      else if (error instanceof OmegaError) refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
    }
  }
  return { target: target.name, accepted, refused, failures };
}

/** What is wrong with an error; null for one that a user can act on. */
function faultOf(error: unknown): string | null {
  if (!(error instanceof OmegaError)) {
    return `no omega error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  if (error.code === 'RUNTIME_INTERNAL') return `an internal error: ${error.message}`;
  if (error.message.trim() === '' || /^\s+at /m.test(error.message)) return `no clear message: ${error.message}`;
  const exitCode = exitCodeOf(error);
  return exitCode >= 1 && exitCode <= 5 ? null : `exit code ${exitCode}`;
}
