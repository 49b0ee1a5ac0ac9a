/** Text of a strategy module and the file name that stands for it in messages. */
export interface ModuleSource {
  readonly name: string;
  readonly text: string;
}

/** A module that is still waiting for something after the time limit. */
export class UnfinishedModuleError extends Error {}

/** The address under which a text is imported. */
export function addressOf(text: string): string {
  return `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
}

/**
 * Runs a text as an ES module and returns what it exports. It is imported as it is, not from its file: what
 * runs is what was hashed, in this thread and in every worker, and it can import nothing beside it.
 * @throws whatever the module throws; UnfinishedModuleError where it waits longer than `limitMs`
 */
export async function importText(text: string, limitMs: number): Promise<Readonly<Record<string, unknown>>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const message = `is not loaded after ${limitMs / 1000} s`;
    timer = setTimeout(() => reject(new UnfinishedModuleError(message)), limitMs);
  });
  try {
    return await Promise.race([import(addressOf(text)), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Line and column of the topmost frame of an error in a text, `12:5`; null where there is none. */
export function placeInText(error: unknown, address: string): string | null {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const at = stack.indexOf(address);
  return at === -1 ? null : (/^:(\d+(?::\d+)?)/.exec(stack.slice(at + address.length))?.[1] ?? null);
}
