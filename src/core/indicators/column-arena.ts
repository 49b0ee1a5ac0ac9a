import { sha256Hex } from '../math/sha256.ts';

/** Shared memory of an arena: plain data that is handed to every worker. */
export interface ArenaMemory {
  /** A lock, a clock, and `SLOT_FIELDS` integers per slot. */
  readonly control: Int32Array;
  /** The slots one after the other. */
  readonly data: SharedArrayBuffer;
  /** Elements of a column; all columns of one user have the same length, which a slot has room for. */
  readonly columnLength: number;
  /** Distinguishes users whose columns have the same keys but belong to different data. */
  readonly scope: string;
}

export type ArenaColumn = Float64Array | Int32Array;
type ColumnType<Column> = { new (buffer: SharedArrayBuffer, offset: number, length: number): Column } & {
  readonly BYTES_PER_ELEMENT: number;
};

const LOCK = 0;
const CLOCK = 1;
const HEADER = 2;
/** Fields of a slot: its state, the number of columns it has held, four words of the key's hash, pins, last use. */
const STATE = 0;
const GENERATION = 1;
const HASH = 2;
const PINS = 6;
const LAST_USE = 7;
const SLOT_FIELDS = 8;

const EMPTY = 0;
const COMPUTING = 1;
const READY = 2;
/** Its worker took too long; the slot is not used again, unless that worker is alive and finishes after all. */
const OVERDUE = 3;

/** Who waits longer than this for another worker computes for itself: that worker may have died. */
const WAIT_MS = 10_000;
const HASH_WORDS = 4;
/** Keys that a worker remembers, per slot. */
const KNOWN_PER_SLOT = 4;
/** A search looks at every slot; short columns are computed again in less time than a longer search takes. */
export const MAX_SLOTS = 4096;

/** Memory for as many columns as fit into `maxBytes`; at least one, at most `MAX_SLOTS`. */
export function createArena(columnLength: number, bytesPerElement: number, maxBytes: number): ArenaMemory {
  const columnBytes = Math.max(8, Math.ceil((columnLength * bytesPerElement) / 8) * 8);
  const slots = Math.max(1, Math.min(MAX_SLOTS, Math.floor(maxBytes / columnBytes)));
  return {
    control: new Int32Array(new SharedArrayBuffer(4 * (HEADER + slots * SLOT_FIELDS))),
    data: new SharedArrayBuffer(slots * columnBytes),
    columnLength,
    scope: '',
  };
}

/** Where this worker has found a column. */
interface KnownPlace {
  readonly slot: number;
  readonly generation: number;
}

/**
 * Columns computed once for all workers (`sweep-engine.md`): the first that needs one claims a slot and
 * fills it, others wait for it. A full arena gives up the column used longest ago that nobody is using.
 * Which worker computes and what is given up never changes a value. A column may be read until the next
 * `release`; then its slot may be filled with another.
 */
export class ColumnArena<Column extends ArenaColumn> {
  readonly #control: Int32Array;
  readonly #scope: string;
  readonly #views: readonly Column[];
  readonly #known = new Map<string, KnownPlace>();
  readonly #waitMs: number;
  #pinned: number[] = [];
  /** Set when another worker holds the lock for ever. */
  #isBroken = false;

  constructor({ control, data, columnLength, scope }: ArenaMemory, type: ColumnType<Column>, waitMs: number = WAIT_MS) {
    this.#control = control;
    this.#scope = scope;
    this.#waitMs = waitMs;
    const slots = (control.length - HEADER) / SLOT_FIELDS;
    const columnBytes = data.byteLength / slots;
    this.#views = Array.from({ length: slots }, (_, slot) => new type(data, slot * columnBytes, columnLength));
  }

  /** The column under a key where this worker has found it before and it is still there, else null. */
  get(key: string): Column | null {
    const known = this.#known.get(key);
    return known !== undefined && this.#pin(known) ? this.#views[known.slot] : null;
  }

  /**
   * The column under a key, computed by this or another worker; null where there is no room for it or the
   * worker that computes it takes too long.
   */
  getOrCompute(key: string, compute: () => Column): Column | null {
    const known = this.get(key);
    if (known !== null) return known;
    if (this.#isBroken) return null;
    const hash = hashOf(this.#scope + key);
    if (!this.#lock()) return null;
    const present = this.#find(hash);
    if (present >= 0) {
      const place = this.#placeOf(present);
      this.#unlock();
      return this.#waitFor(key, place);
    }
    const slot = this.#claim(hash);
    if (slot < 0) {
      this.#unlock();
      return null;
    }
    const place = this.#placeOf(slot);
    this.#pinned.push(slot);
    this.#unlock();
    this.#fill(slot, compute);
    this.#remember(key, place);
    return this.#views[slot];
  }

  /** Lets go of all columns handed out since the last call. */
  release(): void {
    for (const slot of this.#pinned) Atomics.sub(this.#control, at(slot, PINS), 1);
    this.#pinned = [];
  }

  /** Keeps a slot from being given up; false where it does not hold that column any more. */
  #pin({ slot, generation }: KnownPlace): boolean {
    const control = this.#control;
    Atomics.add(control, at(slot, PINS), 1);
    const isCurrent =
      Atomics.load(control, at(slot, STATE)) === READY && Atomics.load(control, at(slot, GENERATION)) === generation;
    if (!isCurrent) {
      Atomics.sub(control, at(slot, PINS), 1);
      return false;
    }
    this.#pinned.push(slot);
    Atomics.store(control, at(slot, LAST_USE), Atomics.add(control, CLOCK, 1));
    return true;
  }

  #waitFor(key: string, place: KnownPlace): Column | null {
    const state = at(place.slot, STATE);
    while (Atomics.load(this.#control, state) === COMPUTING) {
      if (Atomics.wait(this.#control, state, COMPUTING, this.#waitMs) === 'timed-out') {
        // Nobody else waits for it; whoever asks next computes the column in another slot.
        Atomics.compareExchange(this.#control, state, COMPUTING, OVERDUE);
        return null;
      }
    }
    if (!this.#pin(place)) return null;
    this.#remember(key, place);
    return this.#views[place.slot];
  }

  /** Places are few; the keys of a search without repetitions are not. */
  #remember(key: string, place: KnownPlace): void {
    if (this.#known.size >= KNOWN_PER_SLOT * this.#views.length) this.#known.clear();
    this.#known.set(key, place);
  }

  #fill(slot: number, compute: () => Column): void {
    const control = this.#control;
    try {
      this.#views[slot].set(compute());
      Atomics.store(control, at(slot, STATE), READY);
    } catch (error) {
      for (let word = 0; word < HASH_WORDS; word++) Atomics.store(control, at(slot, HASH + word), 0);
      Atomics.store(control, at(slot, STATE), EMPTY);
      throw error;
    } finally {
      Atomics.notify(control, at(slot, STATE));
    }
  }

  /** Slot with a column of that hash, finished or being computed; -1 without one. Under the lock. */
  #find(hash: Int32Array): number {
    const control = this.#control;
    for (let slot = 0; slot < this.#views.length; slot++) {
      const state = control[at(slot, STATE)];
      if (state === EMPTY || state === OVERDUE) continue;
      let word = 0;
      while (word < HASH_WORDS && control[at(slot, HASH + word)] === hash[word]) word++;
      if (word === HASH_WORDS) return slot;
    }
    return -1;
  }

  /** Takes an empty slot, or the one used longest ago that is not in use; -1 without one. Under the lock. */
  #claim(hash: Int32Array): number {
    const control = this.#control;
    let slot = this.#oldest();
    while (slot >= 0 && !this.#takeOver(slot)) slot = this.#oldest();
    if (slot < 0) return -1;
    for (let word = 0; word < HASH_WORDS; word++) Atomics.store(control, at(slot, HASH + word), hash[word]);
    Atomics.add(control, at(slot, GENERATION), 1);
    Atomics.add(control, at(slot, PINS), 1);
    Atomics.store(control, at(slot, LAST_USE), Atomics.add(control, CLOCK, 1));
    return slot;
  }

  #oldest(): number {
    const control = this.#control;
    let oldest = -1;
    for (let slot = 0; slot < this.#views.length; slot++) {
      const state = Atomics.load(control, at(slot, STATE));
      if (state === EMPTY) return slot;
      if (state !== READY || Atomics.load(control, at(slot, PINS)) > 0) continue;
      // The clock may wrap; the difference of two readings still tells which is older.
      if (oldest < 0 || ((control[at(slot, LAST_USE)] - control[at(oldest, LAST_USE)]) | 0) < 0) oldest = slot;
    }
    return oldest;
  }

  /** A reader pins first and looks at the state then, so one of the two sees the other. */
  #takeOver(slot: number): boolean {
    const control = this.#control;
    const state = Atomics.exchange(control, at(slot, STATE), COMPUTING);
    if (state === EMPTY || Atomics.load(control, at(slot, PINS)) === 0) return true;
    Atomics.store(control, at(slot, STATE), state);
    Atomics.notify(control, at(slot, STATE));
    return false;
  }

  #placeOf(slot: number): KnownPlace {
    return { slot, generation: Atomics.load(this.#control, at(slot, GENERATION)) };
  }

  #lock(): boolean {
    while (Atomics.compareExchange(this.#control, LOCK, 0, 1) !== 0) {
      if (Atomics.wait(this.#control, LOCK, 1, this.#waitMs) === 'timed-out') {
        this.#isBroken = true;
        return false;
      }
    }
    return true;
  }

  #unlock(): void {
    Atomics.store(this.#control, LOCK, 0);
    Atomics.notify(this.#control, LOCK, 1);
  }
}

function at(slot: number, field: number): number {
  return HEADER + slot * SLOT_FIELDS + field;
}

/** 128 bits of SHA-256: two keys that share them do not occur. */
function hashOf(key: string): Int32Array {
  const hex = sha256Hex(key);
  return Int32Array.from(
    { length: HASH_WORDS },
    (_, word) => Number.parseInt(hex.slice(8 * word, 8 * word + 8), 16) | 0,
  );
}
