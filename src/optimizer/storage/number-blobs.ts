import { RuntimeFailure } from '../../core/types/errors.ts';

/**
 * Bytes of a typed array, without copying. The store's blobs are little-endian, as is every
 * platform that omega runs on (x64, arm64).
 */
export function bytesOf(values: Float64Array | Int32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Numbers in the memory of their blob, or in memory of their own if the blob is not aligned. */
export function viewNumbers(bytes: Uint8Array): Float64Array {
  if (bytes.byteOffset % Float64Array.BYTES_PER_ELEMENT !== 0) return numbersFromBytes(bytes);
  return new Float64Array(bytes.buffer, bytes.byteOffset, wholeCount(bytes, Float64Array.BYTES_PER_ELEMENT));
}

/** Numbers of a blob; copies, because a blob need not start at a multiple of 8. */
export function numbersFromBytes(bytes: Uint8Array): Float64Array {
  const values = new Float64Array(wholeCount(bytes, Float64Array.BYTES_PER_ELEMENT));
  new Uint8Array(values.buffer).set(bytes);
  return values;
}

/** Days of a calendar blob, likewise. */
export function daysFromBytes(bytes: Uint8Array): Int32Array {
  const values = new Int32Array(wholeCount(bytes, Int32Array.BYTES_PER_ELEMENT));
  new Uint8Array(values.buffer).set(bytes);
  return values;
}

/** Refuses a series that does not fit the calendar or holds anything but numbers. */
export function checkDaily(daily: Float64Array, dayCount: number, place: string): void {
  if (daily.length !== dayCount) {
    throw new RuntimeFailure('RUNTIME_INTERNAL', `${daily.length} daily values, expected ${dayCount}, one per day`, {
      where: place,
    });
  }
  for (let day = 0; day < daily.length; day++) {
    if (!Number.isFinite(daily[day])) {
      throw new RuntimeFailure('RUNTIME_NON_FINITE_OUTPUT', `the result of day ${day} is ${daily[day]}`, {
        where: place,
        details: { key: 'trial_daily', day },
      });
    }
  }
}

function wholeCount(bytes: Uint8Array, size: number): number {
  if (bytes.byteLength % size === 0) return bytes.byteLength / size;
  throw new RuntimeFailure('STORE_CORRUPT', `a blob has ${bytes.byteLength} bytes, expected a multiple of ${size}`);
}
