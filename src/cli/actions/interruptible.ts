import type { Answer, CommandContext } from '../command.ts';

/** Runs work that leaves nothing behind when it is aborted; an interruption becomes a notice and its exit code. */
export async function answerInterruptibly(
  { interruption, terminal }: CommandContext,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const abort = new AbortController();
  interruption.reactWith(() => abort.abort());
  try {
    return await work(abort.signal);
  } catch (error) {
    if (!abort.signal.aborted || interruption.exitCode === null) throw error;
    terminal.notice('interrupted: nothing was written');
    return { result: () => null, text: () => '', exitCode: interruption.exitCode };
  }
}
