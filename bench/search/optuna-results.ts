import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { JsonValue } from '../../src/core/types/json.ts';
import { isSearched, type ParameterDefinition } from '../../src/optimizer/space/parameter.ts';
import { buildPoint, PointBuilder } from '../../src/optimizer/space/point-builder.ts';
import type { SearchProblem } from './search-problem.ts';

/** Best values by problem and sampler, one per seed. */
export interface OptunaResults {
  readonly version: string;
  readonly best: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

/** What is left to Optuna. */
export interface OptunaRequest {
  readonly trials: number;
  readonly seeds: readonly number[];
  /** Names of functions that the script holds itself. */
  readonly functions: readonly string[];
  /** Problems over int and float ranges whose costs are computed here. */
  readonly served: readonly SearchProblem[];
}

const SCRIPT = 'bench/search/optuna_search.py';
/** Debian installs python3-optuna for its own Python, which may not be the first one of the path. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** What Optuna finds; null where no Python of this machine has it. */
export async function runOptuna({ served, ...request }: OptunaRequest): Promise<OptunaResults | null> {
  const python = PYTHONS.find((program) => spawnSync(program, ['-c', 'import optuna, cmaes']).status === 0);
  if (python === undefined) return null;
  const child = spawn(python, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const described = served.map(({ name, space }) => ({ name, parameters: describeParameters(space.parameters) }));
  child.stdin.write(`${JSON.stringify({ ...request, served: described })}\n`);
  const results = await answerCosts(child, served);
  const [status] = await closed;
  if (status !== 0 || results === null) throw new Error(`${SCRIPT} ended with ${status}`);
  return results;
}

/** Results that were kept from an earlier call. */
export function readOptuna(file: string): OptunaResults {
  return JSON.parse(readFileSync(file, 'utf8')) as OptunaResults;
}

function describeParameters(parameters: readonly ParameterDefinition[]): JsonValue[] {
  return parameters.flatMap((parameter) => {
    if (!isSearched(parameter)) return [];
    if (parameter.kind !== 'int' && parameter.kind !== 'float') throw new RangeError(`${parameter.path} is no range`);
    const { path: name, kind, low, high, step, log } = parameter;
    return [{ name, kind, low: Number(low), high: Number(high), step: step === null ? null : Number(step), log }];
  });
}

/** Computes what the script asks for until it hands over its results; null if it ends without them. */
async function answerCosts(
  { stdin, stdout }: ChildProcessByStdio<Writable, Readable, null>,
  served: readonly SearchProblem[],
): Promise<OptunaResults | null> {
  const costs = new Map(served.map((problem) => [problem.name, costByValues(problem)]));
  for await (const line of createInterface({ input: stdout })) {
    const message = JSON.parse(line) as OptunaResults | { readonly problem: string; readonly values: number[] };
    if ('version' in message) return message;
    stdin.write(`${costs.get(message.problem)?.(message.values)}\n`);
  }
  return null;
}

/** Cost by the values of the searched parameters in file order. */
function costByValues({ space, costOf }: SearchProblem): (values: readonly number[]) => number {
  const builder = new PointBuilder(space);
  return (values) => {
    const point = buildPoint(space, builder, (position) => values[space.searched.indexOf(position)] as number);
    if (point === null) throw new RangeError(`no valid point: ${values.join()}`);
    return costOf(point);
  };
}
