// Preloaded into measured programs: writes the peak memory in kilobytes to the file named by the environment.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.OMEGA_BENCH_PEAK_FILE !== undefined) {
  process.on('exit', () => writeFileSync(process.env.OMEGA_BENCH_PEAK_FILE, String(peakKilobytes())));
}

/** The system's own figure: what `resourceUsage` reports includes the measuring program at the moment of the fork. */
function peakKilobytes() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
