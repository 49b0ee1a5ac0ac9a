import type { Writable } from 'node:stream';

/**
 * Makes a reader that goes away (`omega trials latest | head`) no error: what is written afterwards is
 * lost, which is what the reader wants. Other errors of the stream are thrown as before.
 */
export function endQuietlyOnClosedPipe(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
