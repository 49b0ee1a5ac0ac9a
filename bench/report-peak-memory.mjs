// Preloaded into measured programs: writes the peak memory in kilobytes to the file named by the environment.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.OMEGA_BENCH_PEAK_FILE !== undefined) {
  process.on('exit', () => writeFileSync(process.env.OMEGA_BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS)));
}
