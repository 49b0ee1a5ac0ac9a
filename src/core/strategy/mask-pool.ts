import type { BitMask } from '../math/bit-mask.ts';

/**
 * Memory of masks of one length that is filled again instead of being left to the garbage collector: a trial
 * that combines conditions anew needs several masks. The run in progress may still read a mask that was given
 * up, so its memory is used again only after `reclaim`.
 */
export class MaskPool {
  private inUse: BitMask[] = [];
  private givenUp: BitMask[] = [];
  private free: BitMask[] = [];

  /** A copy that belongs to the pool. */
  copyOf(mask: BitMask): BitMask {
    const memory = this.free.pop();
    if (memory === undefined) return this.adopt(mask.slice());
    memory.set(mask);
    return this.adopt(memory);
  }

  /** Takes a mask over. */
  adopt(mask: BitMask): BitMask {
    this.inUse.push(mask);
    return mask;
  }

  /** Gives up all masks but one; what was given up before and not reclaimed is left to the garbage collector. */
  giveUpAllBut(kept: BitMask): void {
    this.givenUp = this.inUse.filter((mask) => mask !== kept);
    this.inUse = [kept];
  }

  /** From now on nobody reads what has been given up. */
  reclaim(): void {
    if (this.givenUp.length === 0) return;
    this.free = this.givenUp;
    this.givenUp = [];
  }
}
