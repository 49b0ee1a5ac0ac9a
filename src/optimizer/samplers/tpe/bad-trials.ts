import { RepeatedSampling } from '../../random/repeated-sampling.ts';
import { stream } from '../../random/seeds.ts';

/** More members of G are represented by its newest ones and a sample of the older ones. */
export const MAX_REPRESENTED = 512;
const NEWEST = 256;
/** The newest trials that count in full. */
const FULL_WEIGHT = 25;

/**
 * The group G of TPE (`optimizer.md` 10.5, step 2): finished trials that are not good, and the pending
 * proposals of the running batch. Memory and time of a proposal do not grow with the history.
 */
export class BadTrials {
  /** The represented members, ascending, and their weights. */
  readonly rows = new Int32Array(MAX_REPRESENTED);
  readonly weights = new Float64Array(MAX_REPRESENTED);
  count = 0;
  private readonly root: number;
  private readonly sampling = new RepeatedSampling();
  private readonly sample = new Int32Array(MAX_REPRESENTED - NEWEST);
  /** All members, ascending. */
  private members = new Int32Array(0);
  private size = 0;

  constructor(root: number) {
    this.root = root;
  }

  /** @param goodRows ascending @param batchSize largest number of members that `add` will bring */
  beginBatch(finished: number, goodRows: Int32Array, batchSize: number): void {
    const needed = finished + batchSize;
    if (this.members.length < needed) this.members = new Int32Array(2 * needed);
    this.size = 0;
    let good = 0;
    for (let row = 0; row < finished; row++) {
      if (good < goodRows.length && goodRows[good] === row) good += 1;
      else this.members[this.size++] = row;
    }
  }

  /** A pending proposal counts as if it were bad, so that a batch spreads out. */
  add(row: number): void {
    this.members[this.size++] = row;
  }

  /** Chooses the represented members for a proposal. */
  represent(trialIndex: number): void {
    if (this.size <= MAX_REPRESENTED) {
      this.copyMembers(0, this.size, 0);
      this.count = this.size;
    } else {
      const random = stream(this.root, 'sampler', 'tpe_sub', trialIndex);
      const older = this.size - NEWEST;
      this.sampling.sample(random, older, this.sample.length, this.sample);
      this.sample.sort();
      for (let i = 0; i < this.sample.length; i++) this.rows[i] = this.members[this.sample[i]];
      this.copyMembers(older, this.size, this.sample.length);
      this.count = MAX_REPRESENTED;
    }
    this.weigh();
  }

  private copyMembers(from: number, to: number, at: number): void {
    for (let i = from; i < to; i++) this.rows[at + i - from] = this.members[i];
  }

  /** The weights of all but the newest members rise linearly from 1/|G| to 1. */
  private weigh(): void {
    const rising = this.count - FULL_WEIGHT;
    const lowest = 1 / this.count;
    for (let i = 0; i < this.count; i++) {
      this.weights[i] = i < rising ? lowest + (1 - lowest) * (rising > 1 ? i / (rising - 1) : 0) : 1;
    }
  }
}
