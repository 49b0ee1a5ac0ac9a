import { vi } from 'vitest';
import { runProgram } from '../../../src/cli/program.ts';
import type { OmegaOptions, Outcome } from '../run-omega.ts';

/**
 * Runs the program's entry point in this process: the words, streams and exit code of `omega`, without
 * the cost of a start. One call at a time.
 */
export async function runInProcess(
  words: readonly string[],
  { cwd, environment = {} }: Pick<OmegaOptions, 'cwd' | 'environment'>,
): Promise<Outcome> {
  const folder = process.cwd();
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    }),
  );
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  process.chdir(cwd);
  try {
    const code = await runProgram(words);
    return { code, ...written };
  } finally {
    process.chdir(folder);
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}
