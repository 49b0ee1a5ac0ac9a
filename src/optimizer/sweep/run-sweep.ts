import type { SweepReport } from './sweep-report.ts';
import type { SweepRequest } from './sweep-request.ts';

/** Runs, continues or shows a sweep. */
export async function runSweep(_request: SweepRequest): Promise<SweepReport> {
  throw new Error('not written yet');
}
