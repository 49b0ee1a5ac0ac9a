import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatJson } from '../../../src/core/backtest/artifacts/format-json.ts';
import { buildManifest, describeManifest } from '../../../src/core/data/manifest.ts';
import { manifestFileName, storeManifest } from '../../../src/core/data/manifest-store.ts';
import type { InputFile } from '../../../src/core/types/dataset.ts';
import { RuntimeFailure } from '../../../src/core/types/errors.ts';

function input(kind: InputFile['kind'], file: string, changes: Partial<InputFile> = {}): InputFile {
  return {
    kind,
    path: file,
    sha256: 'aa',
    sizeBytes: 10,
    rows: 5,
    startTimeMs: 0,
    endTimeMs: 1_714_953_600_000,
    repair: null,
    ...changes,
  };
}

const BID = input('market_parquet_bid', 'EURUSD/EURUSD_M5_BID.parquet');
const ASK = input('market_parquet_ask', 'EURUSD/EURUSD_M5_ASK.parquet', { sha256: 'bb' });
const SPECS = input('symbol_specs_yaml', 'same.yaml', { rows: null, startTimeMs: null, endTimeMs: null });
const COSTS = input('execution_costs_yaml', 'same.yaml', {
  rows: null,
  startTimeMs: null,
  endTimeMs: null,
  sha256: 'cc',
});

describe('manifest', () => {
  it('hashes kind, path and content by path, then kind', () => {
    const identity =
      '{"inputs":[' +
      '{"kind":"market_parquet_ask","path":"EURUSD/EURUSD_M5_ASK.parquet","sha256":"bb"},' +
      '{"kind":"market_parquet_bid","path":"EURUSD/EURUSD_M5_BID.parquet","sha256":"aa"},' +
      '{"kind":"execution_costs_yaml","path":"same.yaml","sha256":"cc"},' +
      '{"kind":"symbol_specs_yaml","path":"same.yaml","sha256":"aa"}],"manifest_version":1}';
    const manifest = buildManifest([SPECS, BID, COSTS, ASK]);
    expect(manifest.sha256).toBe(createHash('sha256').update(identity).digest('hex'));
    expect(manifest.inputs).toEqual([ASK, BID, COSTS, SPECS]);
  });

  it('keeps size, rows, times and repair out of the identity', () => {
    const other = input('market_parquet_bid', BID.path, {
      sizeBytes: 99,
      rows: 7,
      startTimeMs: 1,
      endTimeMs: 2,
      repair: { bars: 1 },
    });
    expect(buildManifest([other]).sha256).toBe(buildManifest([BID]).sha256);
    expect(buildManifest([{ ...BID, sha256: 'ab' }]).sha256).not.toBe(buildManifest([BID]).sha256);
  });

  it('lists a file once, also over the union of several runs', () => {
    expect(buildManifest([BID, ASK, BID]).sha256).toBe(buildManifest([ASK, BID]).sha256);
  });

  it('refuses a file that changed between two reads', () => {
    expect(() => buildManifest([BID, { ...BID, sha256: 'zz' }])).toThrow(RuntimeFailure);
  });

  it('prints exact nanoseconds and leaves out what does not apply', () => {
    const document = describeManifest(buildManifest([BID, { ...SPECS, repair: null }]), 1_714_953_600_001);
    expect(document).toEqual({
      manifest_version: 1,
      created_at: '2024-05-06T00:00:00.001Z',
      created_at_ns: 1_714_953_600_001_000_000n,
      inputs: [
        {
          kind: BID.kind,
          path: BID.path,
          sha256: 'aa',
          size_bytes: 10,
          rows: 5,
          start_time_ns: 0n,
          end_time_ns: 1_714_953_600_000_000_000n,
        },
        { kind: SPECS.kind, path: SPECS.path, sha256: 'aa', size_bytes: 10 },
      ],
    });
    const repaired = describeManifest(buildManifest([{ ...BID, repair: { policy: 'mend' } }]), 0);
    expect(repaired.inputs[0].repair).toEqual({ policy: 'mend' });
  });
});

describe('stored manifest', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'omega-manifest-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is written under its hash once and never again', () => {
    const manifests = path.join(folder, 'manifests');
    const manifest = buildManifest([BID, ASK]);
    const textAt = (createdAtMs: number): string => formatJson(describeManifest(manifest, createdAtMs), 'manifest');
    const file = storeManifest(manifests, manifest.sha256, textAt(1000));
    expect(path.basename(file)).toBe(manifestFileName(manifest.sha256));
    storeManifest(manifests, manifest.sha256, textAt(2000));
    expect(readFileSync(file, 'utf8')).toBe(textAt(1000));
    expect(readFileSync(file, 'utf8')).toContain('"end_time_ns": 1714953600000000000,');
    expect(readdirSync(manifests)).toEqual([`${manifest.sha256}.json`]);
  });
});
