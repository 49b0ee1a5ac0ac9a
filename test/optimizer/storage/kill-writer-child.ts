import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import { entries, exampleSweep, START } from './trial-examples.ts';

/** Writes batches for ever and says so after each; the test kills it. */
const [file, batchSizeText] = process.argv.slice(2);
const batchSize = Number(batchSizeText);
const store = openStore(file, { programVersion: '0.1.0' });
store.createSweep(exampleSweep(), START);
for (let batch = 0; ; batch++) {
  store.writeTrials(entries(batch * batchSize, (batch + 1) * batchSize));
  process.stdout.write('batch\n');
}
