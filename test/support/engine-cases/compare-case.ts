import { firstDifference } from '../plain-engine/first-difference.ts';
import {
  isRun,
  type ObservedFailure,
  type ObservedRun,
  observeEngine,
  observePlain,
} from '../plain-engine/observed-run.ts';
import type { CaseCoverage } from './case-coverage.ts';
import type { EngineCase } from './engine-case.ts';

/** Runs a case three times (plain, recorded, unrecorded) and says where the engine leaves the plain one. */
export function caseDifferences(engineCase: EngineCase, coverage: CaseCoverage): readonly string[] {
  const plain = observePlain(engineCase);
  coverage.add(engineCase, plain);
  const recorded = firstDifference(plain, observeEngine(engineCase, true));
  const unrecorded = firstDifference(withoutRecord(plain), observeEngine(engineCase, false));
  const name = `${engineCase.name} (${engineCase.config.execution_variant})`;
  return [
    ...(recorded === null ? [] : [`${name} recorded ${recorded}`]),
    ...(unrecorded === null ? [] : [`${name} unrecorded ${unrecorded}`]),
  ];
}

function withoutRecord(run: ObservedRun | ObservedFailure): ObservedRun | ObservedFailure {
  return isRun(run) ? { ...run, recorded: null } : run;
}
