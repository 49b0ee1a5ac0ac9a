import type { SweepSetup, SweepSetups } from '../executor/trial-job.ts';
import type { PeriodSetups } from './period-setups.ts';

/** The setups of all periods of a sweep, in the order in which jobs name them. */
export class SetupList {
  private readonly setups: SweepSetup[] = [];

  /** Adds a period, of which trials are stored; returns the position of its first setup. */
  add(period: PeriodSetups): number {
    return this.append(period.setups);
  }

  /** Adds a segment: its daily results belong to no calendar, because they are not stored. */
  addSegment(period: PeriodSetups): number {
    return this.append(period.setups.map((setup) => ({ ...setup, placement: null })));
  }

  /** Adds a setup by itself, whose daily results are not stored; returns its position. */
  addSetup(setup: SweepSetup): number {
    return this.setups.push(setup) - 1;
  }

  /** The first number that no period has. */
  get freePeriod(): number {
    return 1 + Math.max(-1, ...this.setups.map(({ period }) => period));
  }

  /** All of them; at least one period must have been added. */
  all(): SweepSetups {
    const [first, ...others] = this.setups;
    if (first === undefined) throw new Error('a sweep has at least one setup');
    return [first, ...others];
  }

  private append(setups: readonly SweepSetup[]): number {
    const first = this.setups.length;
    this.setups.push(...setups);
    return first;
  }
}
