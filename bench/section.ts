/** A cell of a table: text, a number that its column formats, or nothing. */
export type Cell = string | number | null;

export interface ReportColumn {
  readonly title: string;
  /** Decimals of its numbers; default 0. */
  readonly digits?: number;
}

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A limit that a measured figure has to keep. */
export interface TargetCheck {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly limit: number;
  readonly mustBe: 'at least' | 'at most';
}

/** One line of the plot of how cost grows. Curves with the same panel share axes. */
export interface GrowthCurve {
  readonly panel: string;
  readonly name: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Positive, because both axes are logarithmic. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface SectionReport {
  readonly tables: readonly ReportTable[];
  readonly targets: readonly TargetCheck[];
  readonly curves?: readonly GrowthCurve[];
  /** What a reader has to know about the figures, such as parts that could not be measured. */
  readonly remarks?: readonly string[];
}

/** Where a section finds its data, and how much it may measure. */
export interface BenchContext {
  /** Project folder with repaired real bars; null where there are none. */
  readonly realProject: string | null;
  /** Project folder with the generated sample. */
  readonly sampleProject: string;
  /** Small sizes, for trying the bench itself; the figures mean little. */
  readonly isQuick: boolean;
}

/** A part of the bench. Each runs in a process of its own, so that none warms up or bloats another. */
export interface Section {
  readonly name: string;
  readonly title: string;
  /** Whether it measures nothing without real bars; such a section is handed a project with them. */
  readonly needsRealData: boolean;
  measure(context: BenchContext): Promise<SectionReport>;
}

/** Project with real bars of a section that needs them. */
export function requireRealProject({ realProject }: BenchContext): string {
  if (realProject === null) throw new Error('this section needs real bars');
  return realProject;
}
