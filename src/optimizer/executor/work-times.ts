/** What the time of workers went into, in microseconds; informational. */
export interface WorkTimes {
  /** Trials from their job to their outcome. */
  readonly trialsUs: number;
  /** Of these: engine, metrics and result hash. */
  readonly simulationUs: number;
  /** Of these: series and conditions that nobody had computed before. */
  readonly seriesUs: number;
}

export const NO_WORK: WorkTimes = { trialsUs: 0, simulationUs: 0, seriesUs: 0 };

export function addTimes(left: WorkTimes, right: WorkTimes): WorkTimes {
  return {
    trialsUs: left.trialsUs + right.trialsUs,
    simulationUs: left.simulationUs + right.simulationUs,
    seriesUs: left.seriesUs + right.seriesUs,
  };
}
