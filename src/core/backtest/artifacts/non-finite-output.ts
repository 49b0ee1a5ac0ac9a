import { RuntimeFailure } from '../../types/errors.ts';

/** Failure of a NaN or infinity that was about to reach a file; `where` names file and key. */
export function nonFiniteOutput(where: string, value: number): RuntimeFailure {
  return new RuntimeFailure('RUNTIME_NON_FINITE_OUTPUT', `value to be written is ${value}, expected a finite number`, {
    where,
    details: { where, value: String(value) },
  });
}
