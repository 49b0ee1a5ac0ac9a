/** One look at a holdout (`optimizer.md` 13.4). It stays when its sweep is deleted: what was seen was seen. */
export interface HoldoutOpening {
  readonly sweepId: string;
  /** Identity of the research family (`optimizer.md` 12.3). */
  readonly familyKey: string;
  /** Dates of the holdout, both inclusive. */
  readonly startDate: string;
  readonly endDate: string;
  /** The trial that was run on it. */
  readonly trialIndex: number;
  readonly paramsHash: string;
  /** Milliseconds since the epoch; informational. */
  readonly openedAt: number;
}
