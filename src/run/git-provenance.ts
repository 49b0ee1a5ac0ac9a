import { execFileSync } from 'node:child_process';

/** Commit of the project folder and whether it has uncommitted changes; null outside a repository. */
export function readGitProvenance(folder: string): { readonly commit: string; readonly dirty: boolean } | null {
  try {
    const commit = git(folder, 'rev-parse', 'HEAD');
    return { commit, dirty: git(folder, 'status', '--porcelain') !== '' };
  } catch {
    return null;
  }
}

function git(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
