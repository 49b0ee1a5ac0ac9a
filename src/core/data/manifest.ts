import { canonicalJson } from '../math/canonical-json.ts';
import { sha256Hex } from '../math/sha256.ts';
import type { InputFile } from '../types/dataset.ts';
import { RuntimeFailure } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import { formatInstant, toNanoseconds } from './dates.ts';

const MANIFEST_VERSION = 1;

/** Identity of the input files of a run or a sweep (`data-and-config.md` 16.3). */
export interface Manifest {
  readonly sha256: string;
  /** Each file once, by path and then kind. */
  readonly inputs: readonly InputFile[];
}

/** A member of `inputs` in the stored manifest; nanoseconds exceed what a double can hold. */
export type ManifestInput = {
  readonly kind: InputFile['kind'];
  readonly path: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly rows?: number;
  readonly start_time_ns?: bigint;
  readonly end_time_ns?: bigint;
  readonly repair?: JsonObject;
};

/** The stored manifest. */
export type ManifestDocument = {
  readonly manifest_version: number;
  readonly inputs: readonly ManifestInput[];
  readonly created_at: string;
  readonly created_at_ns: bigint;
};

/** Manifest over the files of one run, or over the union of the files of all trials of a sweep. */
export function buildManifest(inputs: readonly InputFile[]): Manifest {
  const distinct = new Map<string, InputFile>();
  for (const input of inputs) {
    const key = `${input.path}\n${input.kind}`;
    const known = distinct.get(key);
    if (known !== undefined && known.sha256 !== input.sha256) throw changedFileError(known, input);
    distinct.set(key, input);
  }
  const sorted = [...distinct.values()].sort((a, b) => compareText(a.path, b.path) || compareText(a.kind, b.kind));
  return { sha256: identityHash(sorted), inputs: sorted };
}

/** Hash of kinds, paths and contents only: no times, no locations, nothing that differs between machines. */
function identityHash(inputs: readonly InputFile[]): string {
  const identity = inputs.map(({ kind, path, sha256 }) => ({ kind, path, sha256 }));
  return sha256Hex(canonicalJson({ manifest_version: MANIFEST_VERSION, inputs: identity }));
}

/** What is stored under the manifest's hash; `createdAtMs` is information only. */
export function describeManifest(manifest: Manifest, createdAtMs: number): ManifestDocument {
  return {
    manifest_version: MANIFEST_VERSION,
    inputs: manifest.inputs.map(describeInput),
    created_at: formatInstant(createdAtMs),
    created_at_ns: toNanoseconds(createdAtMs),
  };
}

function describeInput(input: InputFile): ManifestInput {
  const { kind, path, sha256, sizeBytes, rows, startTimeMs, endTimeMs, repair } = input;
  return {
    kind,
    path,
    sha256,
    size_bytes: sizeBytes,
    ...(rows === null ? {} : { rows }),
    ...(startTimeMs === null ? {} : { start_time_ns: toNanoseconds(startTimeMs) }),
    ...(endTimeMs === null ? {} : { end_time_ns: toNanoseconds(endTimeMs) }),
    ...(repair === null ? {} : { repair }),
  };
}

function changedFileError(known: InputFile, input: InputFile): RuntimeFailure {
  return new RuntimeFailure('RUNTIME_INTERNAL', 'the file changed between two reads', {
    where: input.path,
    hint: 'start again when nothing writes to the input files',
    details: { path: input.path, kind: input.kind, first_sha256: known.sha256, second_sha256: input.sha256 },
  });
}

/** Order of UTF-16 code units, the same under every locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
