import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { partOfFile } from './program-parts.ts';

/** A sampled profile as V8 writes it; times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children?: readonly number[];
}

/** Microseconds spent in each part of the program. */
export type PartTimes = ReadonlyMap<string, number>;

const SAMPLE_US = 200;
/** Functions that say by their name what the thread was doing: those of V8 itself, and where a pool's worker sleeps. */
const NAMED_PARTS: ReadonlyMap<string, string> = new Map([
  ['(idle)', 'waiting'],
  ['atomicsWaitLoop', 'waiting'],
  ['(program)', 'node itself'],
  ['(root)', 'node itself'],
  ['(garbage collector)', 'garbage collection'],
]);

/** Samples this thread while `work` runs. */
export async function profileWork(work: () => Promise<void>): Promise<PartTimes> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return timesByPart(profile as CpuProfile);
}

/** Adds up the samples of a profile by the part whose code ran; code of node counts for who called it. */
export function timesByPart(profile: CpuProfile): PartTimes {
  const parts = partOfNodes(profile);
  const times = new Map<string, number>();
  profile.samples.forEach((node, sample) => {
    const part = parts.get(node) ?? 'other';
    times.set(part, (times.get(part) ?? 0) + profile.timeDeltas[sample]);
  });
  return times;
}

function partOfNodes({ nodes }: CpuProfile): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<number, string>();
  const maps = new SourceMaps();
  const visit = (id: number, caller: string): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const { functionName } = node.callFrame;
    const file = maps.originOf(node);
    const part = NAMED_PARTS.get(functionName) ?? (file === null ? caller : (partOfFile(file) ?? caller));
    parts.set(id, part);
    for (const child of node.children ?? []) visit(child, part);
  };
  if (nodes.length > 0) visit(nodes[0].id, 'other');
  return parts;
}

/** Source files behind the functions of bundled files; packages that are not bundled stay whole. */
class SourceMaps {
  private readonly maps = new Map<string, SourceMap | null>();

  /** Path of the source file; null for code of node itself. */
  originOf({ callFrame }: ProfileNode): string | null {
    const { url, lineNumber, columnNumber } = callFrame;
    if (!url.startsWith('file:')) return null;
    if (url.includes('/node_modules/')) return url;
    const entry = this.mapOf(url)?.findEntry(lineNumber, columnNumber);
    return entry !== undefined && 'originalSource' in entry ? entry.originalSource : url;
  }

  private mapOf(url: string): SourceMap | null {
    let map = this.maps.get(url);
    if (map === undefined) {
      map = readSourceMap(`${fileURLToPath(url)}.map`);
      this.maps.set(url, map);
    }
    return map;
  }
}

function readSourceMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
