import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));

/** A file of `src` and what it imports; paths are relative to `src`. */
export interface SourceFile {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  /** Project files imported for their values or types. */
  readonly imports: readonly string[];
  /** Project files imported for values: what is really loaded. */
  readonly loads: readonly string[];
  /** Packages imported for values. */
  readonly packages: readonly string[];
}

const IMPORT = /^(?:import|export)\s+(type\s+)?([^'"`;]*?\s*from\s*)?['"]([^'"]+)['"]/gm;
const DYNAMIC_IMPORT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Folder of the architecture that a path belongs to. */
export function layerOf(path: string): string {
  const parts = path.split('/');
  if (parts.length === 1) return path.replace(/\.ts$/, '');
  return parts[0] === 'core' ? `core/${parts[1]}` : parts[0]!;
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(SOURCE, path), 'utf8');
  const imports: string[] = [];
  const loads: string[] = [];
  const packages: string[] = [];
  const note = (specifier: string, isType: boolean) => {
    if (specifier.startsWith('.')) {
      const target = normalize(join(dirname(path), specifier)).replaceAll('\\', '/');
      imports.push(target);
      if (!isType) loads.push(target);
    } else if (!isType) {
      packages.push(specifier);
    }
  };
  for (const match of text.matchAll(IMPORT)) note(match[3]!, match[1] !== undefined);
  for (const match of text.matchAll(DYNAMIC_IMPORT)) note(match[1]!, false);
  return { path, layer: layerOf(path), text, imports, loads, packages };
}

/** Every TypeScript file of the program, by path. */
export const SOURCE_FILES: ReadonlyMap<string, SourceFile> = new Map(
  readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(SOURCE, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((path) => [path, readSource(path)] as const),
);

/** Paths of all files that are loaded where one is, itself included. */
export function loadedBy(path: string): ReadonlySet<string> {
  const loaded = new Set<string>();
  const reach = (next: string) => {
    if (loaded.has(next)) return;
    loaded.add(next);
    for (const target of SOURCE_FILES.get(next)?.loads ?? []) reach(target);
  };
  reach(path);
  return loaded;
}
