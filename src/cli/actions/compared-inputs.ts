import path from 'node:path';
import { resolveLocations } from '../../config/locations.ts';
import { repeatTrial, type TrialName } from '../../optimizer/sweep/repeat-trial.ts';
import { readComparedRun } from '../../run/comparison/compared-run.ts';
import { readRecordedRun } from '../../run/recorded-run.ts';
import type { CommandContext } from '../command.ts';
import type { ComparedInput } from '../output/compared-input.ts';
import { findRun, findSweepId } from './find-result.ts';

const TRIAL_WORD = /^(.+):(\d{1,15}|best)$/s;

/** What is needed to find and repeat results. */
type Surroundings = Pick<CommandContext, 'environment' | 'projectRoot' | 'workingDirectory'> & {
  readonly useCache: boolean;
};

/** Reads what the words of a command line name: runs, and trials (`<sweep>:<index>`, `<sweep>:best`) repeated. */
export async function readComparedInputs(
  words: readonly string[],
  labels: readonly string[],
  surroundings: Surroundings,
): Promise<readonly ComparedInput[]> {
  // All words are looked up before the first trial runs: a mistyped one is told at once.
  const open = words.map((word, place) => openInput(word, labels[place], surroundings));
  const inputs: ComparedInput[] = [];
  for (const read of open) inputs.push(await read());
  return inputs;
}

function openInput(word: string, label: string, surroundings: Surroundings): () => Promise<ComparedInput> {
  const match = TRIAL_WORD.exec(word);
  if (match === null) {
    const input = readRun(word, label, surroundings);
    return async () => input;
  }
  const [, sweep, trial] = match;
  const name = { sweepId: findSweepId(sweep, surroundings), trial: trial === 'best' ? trial : Number(trial) } as const;
  return () => readTrial(name, label, surroundings);
}

function readRun(word: string, label: string, surroundings: Surroundings): ComparedInput {
  const { environment, projectRoot, workingDirectory } = surroundings;
  const runsRoot = path.join(resolveLocations(environment, projectRoot).resultsRoot, 'runs');
  const { folder, files } = readRecordedRun(findRun(word, surroundings), runsRoot, workingDirectory);
  return { label, source: { kind: 'run', folder }, run: readComparedRun(files, folder) };
}

async function readTrial(name: TrialName, label: string, surroundings: Surroundings): Promise<ComparedInput> {
  const { trialIndex, run, differences } = await repeatTrial(name, surroundings);
  const where = `trial ${trialIndex} of sweep ${name.sweepId}`;
  return {
    label,
    source: { kind: 'trial', sweepId: name.sweepId, trialIndex, differences },
    run: readComparedRun(run.files, where),
  };
}
