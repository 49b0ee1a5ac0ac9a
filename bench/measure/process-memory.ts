import { readdirSync, readFileSync } from 'node:fs';

const KILOBYTE = 1024;

/**
 * Memory of a running process and its descendants in bytes: what is resident now, or, if that is more, the
 * largest the process itself ever had. NaN where the kernel does not say (no Linux, or it has ended).
 */
export function treeMemory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const children = childrenOf(pid).reduce((sum, child) => sum + (treeMemory(child) || 0), 0);
    return Math.max(bytes(status, 'VmRSS') + children, bytes(status, 'VmHWM'));
  } catch {
    return Number.NaN;
  }
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    const list = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim();
    return list === '' ? [] : list.split(' ').map(Number);
  });
}

function bytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * KILOBYTE;
}
