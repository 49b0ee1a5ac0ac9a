import type { GrowthCurve, ReportTable } from '../../section.ts';

/** How cost grows with one size, as a table and as curves. */
export interface GrowthTable {
  readonly table: ReportTable;
  readonly curves: readonly GrowthCurve[];
}
