import { candidatesCoverSignals } from './checks/candidates-cover-signals.ts';
import { declaredReads } from './checks/declared-reads.ts';
import { determinism } from './checks/determinism.ts';
import { gateNeutrality } from './checks/gate-neutrality.ts';
import { missingValues } from './checks/missing-values.ts';
import { parameterRoundTrip } from './checks/parameter-round-trip.ts';
import { prefixInvariance } from './checks/prefix-invariance.ts';
import { purity } from './checks/purity.ts';
import { unchangedInputs } from './checks/unchanged-inputs.ts';
import { unreadSeries } from './checks/unread-series.ts';
import type { ConformanceCheck } from './conformance-check.ts';
import { type ConformanceSubject, startRun } from './conformance-subject.ts';
import { recordSignals } from './recorded-signals.ts';

/** What every strategy must pass (`strategy.md` 15.10), in the order in which it is checked. */
export const CONFORMANCE_CHECKS: readonly ConformanceCheck[] = [
  purity,
  parameterRoundTrip,
  unchangedInputs,
  declaredReads,
  unreadSeries,
  determinism,
  candidatesCoverSignals,
  gateNeutrality,
  prefixInvariance,
  missingValues,
];

/** What a check came to. */
export interface ConformanceResult extends Pick<ConformanceCheck, 'name' | 'statement' | 'weight'> {
  /** Null where the statement holds. */
  readonly finding: string | null;
}

/** All checks of one strategy with one set of parameters on one data set. */
export interface ConformanceReport {
  /** Signals on all trading bars, null where the strategy throws; few of them mean that the checks say little. */
  readonly signals: number | null;
  readonly results: readonly ConformanceResult[];
}

/** Runs every check. The strategy is asked about each trading bar, without gates, orders or positions. */
export function checkConformance(subject: ConformanceSubject): ConformanceReport {
  const results = CONFORMANCE_CHECKS.map(({ name, statement, weight, find }) => {
    return { name, statement, weight, finding: findOrThrown(find, subject) };
  });
  return { signals: countSignals(subject), results };
}

function countSignals(subject: ConformanceSubject): number | null {
  try {
    return recordSignals(startRun(subject)).length;
  } catch {
    return null;
  }
}

/** What throws breaks the statement it was to prove. */
function findOrThrown(find: ConformanceCheck['find'], subject: ConformanceSubject): string | null {
  try {
    return find(subject);
  } catch (error) {
    return `throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}
