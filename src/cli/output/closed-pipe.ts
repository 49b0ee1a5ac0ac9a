import type { Writable } from 'node:stream';
import { RuntimeFailure } from '../../core/types/errors.ts';

/**
 * Makes a reader that goes away (`omega trials latest | head`) no error: what is written afterwards is
 * lost, which is what the reader wants. Every other failure of the stream ends the program.
 */
export function endQuietlyOnClosedPipe(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    throw new RuntimeFailure('OUT_WRITE_FAILED', `the output cannot be written: ${error.message}`, { cause: error });
  });
}
