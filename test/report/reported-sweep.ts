import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Locations, resolveLocations } from '../../src/config/locations.ts';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import type { TrialReader } from '../../src/optimizer/storage/trial-store.ts';
import { runSweep } from '../../src/optimizer/sweep/run-sweep.ts';
import { requireSweep } from '../../src/optimizer/sweep/stored-sweep.ts';
import { sweepPageData } from '../../src/report/sweep-page/sweep-page.ts';
import type { SweepPageData } from '../../src/report/sweep-page/sweep-page-data.ts';
import { createSampleProject, type SampleProject } from '../support/sample-project.ts';

/** Eighteen trials, of which some fail the gate, and six windows. */
const GRID = `sweep_version: 1
name: reported
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
gates: ["profit_factor >= 1.2"]
validation:
  walk_forward: { train_days: 75, test_days: 30, retest_top: 4 }
`;

/** Twenty-seven trials, of which some fail the gate, with stress tests and cross-validation. */
export const STRESSED_SWEEP = `sweep_version: 1
name: stressed
base: base.json
space:
  strategy_parameters.window_length: [40, 50, 60]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
gates: ["profit_factor >= 1.2"]
robustness: { enabled: true, top_k: 4 }
validation:
  cpcv: { groups: 5, test_groups: 2, embargo_days: 1 }
`;

/** A finished sweep on the generated sample, as the tests of its page need it. */
export interface ReportedSweep {
  readonly project: SampleProject;
  readonly locations: Locations;
  readonly sweepId: string;
  /** Text of one of its files. */
  read(name: string): string;
  /** Rows of one of its CSV files by column. */
  rows(name: string): readonly Readonly<Record<string, string>>[];
  data(): Promise<SweepPageData>;
  inStore<T>(use: (store: TrialReader) => Promise<T>): Promise<T>;
}

export async function createReportedSweep(text = GRID): Promise<ReportedSweep> {
  const project = await createSampleProject();
  const { environment, root } = project;
  const locations = resolveLocations(environment, root);
  const file = project.write('sweep.yaml', text);
  const { sweepId, folder } = await runSweep({ target: { file }, workers: 1, projectRoot: root, environment });
  if (folder === null) throw new Error('the sweep has no folder');
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const inStore: ReportedSweep['inStore'] = async (use) => {
    const store = openStore(path.join(locations.resultsRoot, 'omega.db'), { readonly: true });
    try {
      return await use(store);
    } finally {
      store.close();
    }
  };
  return {
    project,
    locations,
    sweepId,
    read,
    rows: (name) => rowsOf(read(name)),
    data: () => inStore((store) => sweepPageData(store, requireSweep(store, sweepId), locations)),
    inStore,
  };
}

function rowsOf(text: string): Record<string, string>[] {
  const [head = [], ...lines] = text.trimEnd().split('\n').map(fieldsOf);
  return lines.map((fields) => Object.fromEntries(head.map((name, column) => [name, fields[column] ?? ''])));
}

/** Fields of a line of RFC 4180 without line breaks in them. */
function fieldsOf(line: string): string[] {
  const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return fields.map((field) =>
    field
      .replace(/,$/, '')
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}
