import type { ReplayReport } from './sweep-report.ts';
import type { ReplayRequest } from './sweep-request.ts';

/** Repeats trials from the store and compares every stored value. */
export async function replaySweep(_request: ReplayRequest): Promise<ReplayReport> {
  throw new Error('not written yet');
}
