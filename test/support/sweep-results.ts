import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locations } from '../../src/config/locations.ts';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import type { TrialReader } from '../../src/optimizer/storage/trial-store.ts';
import { requireSweep } from '../../src/optimizer/sweep/stored-sweep.ts';
import { sweepFolder } from '../../src/optimizer/sweep/sweep-files.ts';
import { storeFile } from '../../src/optimizer/sweep/sweep-plan.ts';
import { sweepPageData } from '../../src/report/sweep-page/sweep-page.ts';
import type { SweepPageData } from '../../src/report/sweep-page/sweep-page-data.ts';

/** Files and stored trials of a finished sweep, as the tests of its page need them. */
export interface SweepResults {
  readonly locations: Locations;
  readonly sweepId: string;
  /** Text of one of its files. */
  read(name: string): string;
  /** Rows of one of its CSV files by column. */
  rows(name: string): readonly Readonly<Record<string, string>>[];
  data(): Promise<SweepPageData>;
  inStore<T>(use: (store: TrialReader) => Promise<T>): Promise<T>;
}

export function sweepResults(locations: Locations, sweepId: string): SweepResults {
  const read = (name: string) => readFileSync(path.join(sweepFolder(locations, sweepId), name), 'utf8');
  const inStore: SweepResults['inStore'] = async (use) => {
    const store = openStore(storeFile(locations), { readonly: true });
    try {
      return await use(store);
    } finally {
      store.close();
    }
  };
  return {
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
