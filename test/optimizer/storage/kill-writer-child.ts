import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import { ThreadedTrialWriter } from '../../../src/optimizer/storage/threaded-trial-writer.ts';
import { DirectTrialWriter } from '../../../src/optimizer/storage/trial-writer.ts';
import { entries, exampleSweep, START } from './trial-examples.ts';

/** Writes batches for ever and says after each that it is in the store; the test kills it. */
const [file, batchSizeText, kind] = process.argv.slice(2);
const batchSize = Number(batchSizeText);
const store = openStore(file, { programVersion: '0.1.0' });
store.createSweep(exampleSweep(), START);
const writer =
  kind === 'threaded'
    ? new ThreadedTrialWriter({ file, programVersion: '0.1.0', lockTimeoutMs: 5000 })
    : new DirectTrialWriter(store);
for (let batch = 0; ; batch++) {
  await writer.write(entries(batch * batchSize, (batch + 1) * batchSize));
  if (batch < 10) await writer.flush();
  process.stdout.write('batch\n');
}
