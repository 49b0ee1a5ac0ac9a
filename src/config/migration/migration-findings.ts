/**
 * What became of a setting: it has no counterpart, its counterpart works differently, or this version
 * does not run with it.
 */
export type MigrationEffect = 'not_carried' | 'changed' | 'refused';

/** Something about a migration that a person has to know. */
export interface MigrationFinding {
  readonly effect: MigrationEffect;
  /** Place in the old configuration; of refused values in the new one. */
  readonly path: string;
  /** Why. */
  readonly reason: string;
  /** What to do. */
  readonly action: string;
}

/** Gathers findings in the order in which the settings are looked at. */
export class MigrationFindings {
  readonly list: MigrationFinding[] = [];

  /** The setting has no counterpart. */
  notCarried(path: string, reason: string, action: string): void {
    this.list.push({ effect: 'not_carried', path, reason, action });
  }

  /** The setting is carried over, but works differently. */
  changed(path: string, reason: string, action: string): void {
    this.list.push({ effect: 'changed', path, reason, action });
  }

  /** The new value is right, but this version does not run with it. */
  refused(path: string, reason: string, action: string): void {
    this.list.push({ effect: 'refused', path, reason, action });
  }
}
